// Runs each attack against a fresh step 1, and looks at what it did to the server.
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  jest,
  test,
} from "@jest/globals";
import { crash, freeze, leakStack, loseUser, storeNothing } from "./break-it";
import { observe } from "./test/bystander";
import { type NaiveServer, startNaiveServer } from "./test/naive-server";
import { acknowledgement, delay, leak, life, loss } from "./test/outcomes";
import { recordRequests, summarise } from "./test/recorded-requests";

// Whoever freezes the server for long waits long: that is no fault.
jest.setTimeout(25_000);

const servers: NaiveServer[] = [];
const unused: NaiveServer[] = [];

// All at once: one before each test would take twice as long.
beforeAll(async () => {
  const starting = Array.from({ length: 5 }, startNaiveServer);
  servers.push(...(await Promise.all(starting)));
  unused.push(...servers);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

describe("crash", () => {
  test("ends the server's process", async () => {
    const server = freshServer();

    const exchanges = await recordRequests(() => crash(server.url));

    const sent = summarise(exchanges);
    expect({ sent, outcome: await life(server) }).toEqual({
      sent,
      outcome: "the server has died",
    });
  });
});

describe("leakStack", () => {
  test("gets an answer that shows the server's stack", async () => {
    const server = freshServer();

    const exchanges = await recordRequests(() => leakStack(server.url));

    const sent = summarise(exchanges);
    expect({ sent, outcome: leak(exchanges) }).toEqual({
      sent,
      outcome: "an answer shows the stack",
    });
  });
});

describe("storeNothing", () => {
  test("gets a 201 for a user who is not stored", async () => {
    const server = freshServer();

    const exchanges = await recordRequests(() => storeNothing(server.url));

    const sent = summarise(exchanges);
    expect({ sent, outcome: await acknowledgement(server, exchanges) }).toEqual(
      { sent, outcome: "a user with a 201 is not stored" },
    );
  });
});

describe("freeze", () => {
  test("keeps a bystander waiting for as long as eight hashes take", async () => {
    const server = freshServer();

    const { result: exchanges, hashesWaited } = await observe(
      server.url,
      (onResponse) => recordRequests(() => freeze(server.url), onResponse),
    );

    const sent = summarise(exchanges);
    expect({ sent, outcome: delay(hashesWaited) }).toEqual({
      sent,
      outcome: "a bystander waited for 8 or more hashes",
    });
  });
});

describe("loseUser", () => {
  test("makes an e-mail vanish that was answered 201", async () => {
    const server = freshServer();

    const exchanges = await recordRequests(() => loseUser(server.url));

    const sent = summarise(exchanges);
    expect({ sent, outcome: await loss(server, exchanges) }).toEqual({
      sent,
      outcome: "an e-mail with a 201 is nowhere",
    });
  });
});

function freshServer(): NaiveServer {
  const server = unused.pop();
  if (!server) throw new Error("Each test uses one server.");
  return server;
}

// Proves who is refused under load, with what, and that slow clients and those that leave take nobody's slot.
import { once } from "node:events";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import express, { type Response } from "express";
import request from "supertest";
import { sendRaw, statusesIn } from "../../../scripts/servers/http/raw";
import { holdUpload } from "../../../scripts/servers/http/request";
import {
  type Listening,
  listening,
} from "../../03-middleware/http/fixtures/listening";
import { requestId } from "../../03-middleware/middleware/request-id";
import { ConcurrencyLimit } from "../overload/concurrency-limit";
import { shedLoad } from "./shed-load";

const open: Listening[] = [];
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

function setUp({ capacity = 1, lagMs = 0 } = {}) {
  const concurrency = new ConcurrencyLimit({
    targetMs: 1000,
    initial: capacity,
  });
  let shed = 0;
  const shedding = shedLoad({
    concurrency,
    lag: () => lagMs,
    maxLagMs: 100,
    onShed: () => {
      shed += 1;
    },
  });
  const app = express();
  app.use(requestId({ generate: () => "id-1" }));
  app.use(shedding.atHead);
  app.use(express.json());
  app.use(shedding.whenWhole);
  app.get("/", (_req, res) => {
    res.send("tea");
  });
  app.post("/", (_req, res) => {
    res.status(201).json({ inFlight: concurrency.inFlight });
  });
  return { app, concurrency, shed: () => shed };
}

async function listen(app: express.Express): Promise<Listening> {
  const server = await listening(app);
  open.push(server);
  return server;
}

const order = { method: "POST", path: "/", body: { item: "tea" } };

describe("shedLoad", () => {
  test("answers 503 while there are as many as there may be", async () => {
    const { app, concurrency, shed } = setUp({ capacity: 1 });
    concurrency.acquire(); // Another request, which stays.

    const { status, headers, body } = await request(app).get("/");

    expect({ status, retryAfter: headers["retry-after"], body }).toEqual({
      status: 503,
      retryAfter: "1",
      body: {
        type: "about:blank",
        title: "Service Unavailable",
        status: 503,
        detail: "More is asked than can be done.",
        code: "overloaded",
        requestId: "id-1",
      },
    });
    expect(shed()).toBe(1);
  });

  test("answers 503 while the event loop stays behind, and others wait", async () => {
    const { app, concurrency } = setUp({ capacity: 10, lagMs: 101 });
    concurrency.acquire();

    expect((await request(app).get("/")).status).toBe(503);
  });

  test("lets the only request in, however late the event loop is", async () => {
    const { app } = setUp({ capacity: 10, lagMs: 101 });

    expect((await request(app).get("/")).status).toBe(200);
  });

  test("gives each slot back, whatever became of the request", async () => {
    const { app, concurrency, shed } = setUp({ capacity: 1 });

    const statuses = [];
    for (const path of ["/", "/nothing", "/"]) {
      statuses.push((await request(app).get(path)).status);
    }

    expect(statuses).toEqual([200, 404, 200]);
    expect({ inFlight: concurrency.inFlight, shed: shed() }).toEqual({
      inFlight: 0,
      shed: 0,
    });
  });
});

describe("a request with a body", () => {
  test("takes no slot while its client sends, and one when it is whole", async () => {
    const { app } = setUp({ capacity: 1 });
    const { port, url } = await listen(app);
    const upload = await holdUpload(port, order);

    const bystander = await request(url).get("/");
    const response = await upload.finish();

    expect(bystander.status).toBe(200);
    expect(response).toMatchObject({ status: 201, text: '{"inFlight":1}' });
  });

  test("is refused when it is whole, if there is no slot by then", async () => {
    const { app, concurrency, shed } = setUp({ capacity: 1 });
    const { port } = await listen(app);
    const upload = await holdUpload(port, order);
    concurrency.acquire();

    expect((await upload.finish())?.status).toBe(503);
    expect(shed()).toBe(1);
  });

  test("is refused before it is sent, while there is no slot", async () => {
    const { app, concurrency } = setUp({ capacity: 1 });
    const { port } = await listen(app);
    concurrency.acquire();

    const head = "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n";
    const { text } = await sendRaw(port, head, {
      until: (received) => statusesIn(received).length > 0,
    });

    expect(statusesIn(text)).toEqual([503]);
  });
});

describe("a slot is given back", () => {
  /** An app whose limit is watched, and what its one handler was called with. */
  function watched() {
    const { app, concurrency } = setUp();
    const release = jest.fn<(ms?: number) => void>();
    jest.spyOn(concurrency, "acquire").mockReturnValue(release);
    const handled = new Promise<Response>((resolve) => {
      app.get("/held", (_req, res) => resolve(res));
    });
    return { app, release, handled };
  }

  async function hungUp(app: express.Express, handled: Promise<Response>) {
    const { url } = await listen(app);
    const client = new AbortController();
    const { signal } = client;
    fetch(`${url}/held`, { signal }).catch(() => {}); // It hangs up.
    const res = await handled;
    const closed = once(res, "close");
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
    client.abort();
    await closed;
    return res;
  }

  test("when the server has ended the response, not when the client has read it", async () => {
    const { app, release, handled } = watched();
    const { url } = await listen(app);
    const response = fetch(`${url}/held`);
    const res = await handled;

    res.send("tea");

    expect({
      released: release.mock.calls,
      isSent: res.writableFinished,
    }).toEqual({
      released: [[expect.any(Number)]],
      isSent: false,
    });
    expect(await (await response).text()).toBe("tea");
    expect(release).toHaveBeenCalledTimes(1);
  });

  test("when the work ends whose client has hung up, which teaches nothing", async () => {
    const { app, release, handled } = watched();
    const res = await hungUp(app, handled);
    const before = release.mock.calls.length;

    res.send("tea");

    expect(before).toBe(0);
    expect(release.mock.calls).toEqual([[undefined]]);
  });

  test("in the end, if the work never ends", async () => {
    const { app, release, handled } = watched();
    await hungUp(app, handled);
    const before = release.mock.calls.length;

    jest.runAllTimers();

    expect(before).toBe(0);
    expect(release.mock.calls).toEqual([[]]);
  });
});

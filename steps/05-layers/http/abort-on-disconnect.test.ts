// Proves on real connections for whom the signal aborts: a client that leaves, and nobody else.
import { once } from "node:events";
import { get, type ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { listening } from "../../03-middleware/http/fixtures/listening";
import { abortOnDisconnect } from "./abort-on-disconnect";

/** Asks for something, and brings both ends of it. */
async function ask() {
  let arrived: (res: ServerResponse) => void = () => {};
  const atServer = new Promise<ServerResponse>((resolve) => {
    arrived = resolve;
  });
  const server = await listening((_req, res) => arrived(res));
  const client = get(server.url, { agent: false }).on("error", () => {});
  return { client, res: await atServer, close: () => server.close() };
}

describe("a client that leaves", () => {
  test("aborts the signal, with an error of the client's", async () => {
    const { client, res, close } = await ask();
    const signal = abortOnDisconnect(res);
    const aborted = once(signal, "abort");

    client.destroy();
    await aborted;

    expect(signal.reason).toMatchObject({ status: 499, code: "client_left" });
    await close();
  });

  test("does so in the middle of an answer as well", async () => {
    const { client, res, close } = await ask();
    const signal = abortOnDisconnect(res);
    const aborted = once(signal, "abort");
    res.write("half of it");
    await once(client, "response");

    client.destroy();
    await aborted;

    expect(signal.aborted).toBe(true);
    await close();
  });

  test("has it aborted already where it left before anybody asked", async () => {
    const { client, res, close } = await ask();
    const closed = once(res, "close");
    client.destroy();
    await closed;

    const signal = abortOnDisconnect(res);

    expect(signal.aborted).toBe(true);
    await close();
  });
});

test("a client that gets its answer aborts nothing", async () => {
  const { client, res, close } = await ask();
  const signal = abortOnDisconnect(res);
  const closed = once(res, "close");
  client.on("response", (response) => response.resume());

  res.end("all of it");
  await closed;

  expect(signal.aborted).toBe(false);
  await close();
});

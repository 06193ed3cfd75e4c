// Proves that the generator finds every way in which a request can be lost.
import { afterEach, describe, expect, test } from "@jest/globals";
import { OK, refusingUrl } from "./fixtures/known-servers";
import {
  begin,
  cleanUp,
  runAtOnce,
  serve,
  stream,
} from "./fixtures/open-loop-runs";
import { writtenRequests } from "./ledger";

afterEach(cleanUp);

describe("the outcome ledger", () => {
  test("finds every tenth request dropped without an answer", async () => {
    const server = await serve(({ socket }, number) => {
      if (number % 10 === 0) socket.end();
      else socket.write(OK);
    });
    const plan = stream({ rate: 100, count: 100 });
    const { ledger } = await runAtOnce(server.url, plan);
    expect(ledger).toMatchObject({
      sent: 100,
      ok: 90,
      unansweredClose: 10,
      statuses: { 200: 90 },
    });
  });

  test.each([
    ["sized", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"],
    [
      "chunked",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf",
    ],
    ["head that is", "HTTP/1.1 200 OK\r\nContent-Le"],
    ["malformed and", "SMTP?\r\n\r\n"],
  ])("finds a %s answer truncated", async (_, text) => {
    const server = await serve(({ socket }, number) => {
      if (number <= 3) socket.end(text);
      else socket.write(OK);
    });
    const { ledger } = await runAtOnce(server.url, stream());
    expect(ledger).toMatchObject({ sent: 10, ok: 7, truncated: 3 });
  });

  test("finds connections reset", async () => {
    const server = await serve(({ socket }, number) => {
      if (number <= 4) socket.resetAndDestroy();
      else socket.write(OK);
    });
    const { ledger } = await runAtOnce(server.url, stream());
    expect(ledger).toMatchObject({ sent: 10, ok: 6, reset: 4 });
  });

  test("finds connections refused, and knows that no server saw them", async () => {
    const { ledger } = await runAtOnce(await refusingUrl(), stream());
    expect(ledger).toMatchObject({ sent: 10, refused: 10, neverWritten: 10 });
  });

  test("finds unexpected statuses, and names them", async () => {
    const server = await serve(({ socket }, number) => {
      socket.write(number === 1 ? OK.replace("200", "500") : OK);
    });
    const { ledger } = await runAtOnce(server.url, stream());
    expect(ledger).toMatchObject({
      ok: 9,
      unexpectedStatus: 1,
      statuses: { 200: 9, 500: 1 },
    });
  });

  test("waits for an answer that drips in byte by byte", async () => {
    const server = await serve(({ socket }) => {
      const drip = (at: number): void => {
        socket.write(OK.slice(at, at + 1));
        if (at + 1 < OK.length) setImmediate(drip, at + 1);
      };
      drip(0);
    });
    const { ledger } = await runAtOnce(server.url, stream({ count: 3 }));
    expect(ledger).toMatchObject({ sent: 3, ok: 3 });
  });

  test("gives up an answer that never ends", async () => {
    const server = await serve(({ socket }) => {
      socket.write(OK.slice(0, -1));
    });
    const { time, result } = await begin(server.url, stream());
    time.moveTo(900);
    await server.arrived(10);
    time.moveTo(60_000);
    expect((await result).ledger).toMatchObject({
      sent: 10,
      timedOut: 10,
      neverWritten: 0,
    });
  });

  test("gives up what waited in vain, and knows that no server saw it", async () => {
    const server = await serve("hold");
    const plan = stream({ connections: 2 });
    const { time, result } = await begin(server.url, plan);
    time.moveTo(900);
    await server.arrived(2);
    time.moveTo(60_000);
    const { ledger, kinds } = await result;
    expect(ledger).toMatchObject({ timedOut: 10, neverWritten: 8 });
    expect(writtenRequests(ledger)).toBe(2);
    expect(kinds.page?.latency).toMatchObject({ count: 10 });
  });
});

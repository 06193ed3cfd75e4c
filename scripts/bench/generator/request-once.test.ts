// Proves what becomes of single requests, on servers whose responses are known.
import { afterEach, describe, expect, test } from "@jest/globals";
import { root } from "../../servers/host/paths";
import { hasStackTrace } from "../../servers/http/describe-answer";
import { type KnownServer, knownServer, OK } from "./fixtures/known-servers";
import { RequestKind } from "./plan";
import { requestOnce } from "./request-once";

let server: KnownServer | undefined;
afterEach(() => server?.close());

async function ask(
  answer: Parameters<typeof knownServer>[0],
  timeoutMs = 5000,
): ReturnType<typeof requestOnce> {
  server = await knownServer(answer);
  const kind = RequestKind.parse({
    name: "page",
    path: "/",
    method: "POST",
    body: "{}",
  });
  const request = { ...kind, kind, body: kind.body };
  return requestOnce(server.url, request, timeoutMs);
}

describe("requestOnce", () => {
  test("gives the whole answer, on a connection of its own", async () => {
    let asked = "";
    const answer = await ask(({ socket, text }) => {
      asked = text;
      socket.write(OK);
    });
    expect(answer).toEqual({ status: 200, text: OK });
    expect(asked).toMatch(/^POST \/ HTTP\/1\.1\r\n(.*\r\n)*Connection: close/);
  });

  test.each([
    ["unansweredClose", "", "end"],
    ["truncated", OK.slice(0, -1), "end"],
    ["reset", "", "reset"],
  ] as const)("tells how the request was lost: %s", async (loss, text, end) => {
    const answer = await ask(({ socket }) => {
      if (end === "reset") socket.resetAndDestroy();
      else socket.end(text);
    });
    expect(answer).toBe(loss);
  });

  test("gives a request up that nobody answers", async () => {
    expect(await ask("hold", 20)).toBe("timedOut");
  });
});

describe("leaks", () => {
  test.each([
    "Error: no\n    at hash (/srv/app/password.ts:12:3)",
    "<pre>SyntaxError<br> &nbsp; &nbsp;at JSON.parse (node:internal:1:2)</pre>",
    `{"file":${JSON.stringify(root)}}`,
    "Cannot find express/node_modules/qs",
  ])("finds it in %j", (text) => {
    expect(hasStackTrace(text)).toBe(true);
  });

  test.each([
    '{"title":"Not Found","detail":"There is no GET /admin here."}',
    '{"detail":"Sent at 2026-01-01T10:20:30Z"}',
    "Cannot GET /admin",
  ])("finds none in %j", (text) => {
    expect(hasStackTrace(text)).toBe(false);
  });
});

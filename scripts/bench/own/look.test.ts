// Proves that what cannot be measured is said in one line, with its reason and what to type.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { look } from "./look";

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? "/", "http://here");
    const status = Number(searchParams.get("status") ?? 200);
    if (pathname === "/events") {
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      res.write("data: 1\n\n");
      return;
    }
    if (pathname === "/old") res.setHeader("Location", "/new");
    res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
    res.end("twelve bytes");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test("an answer of 200 is measured: its type and size are known", async () => {
  expect(await look({ url, path: "/", headers: {} })).toEqual({
    ...{ status: 200, type: "text/plain", bytes: 12 },
  });
});

test.each([
  ["/?status=401", {}, /answers 401: it wants credentials\. Add: --header/],
  ["/?status=401", { "X-Key": "a" }, /does not take these .* \(X-Key\)/],
  ["/?status=404", {}, /answers 404: .* --path \/items\. .*--expect 404$/],
  ["/old?status=302", {}, /a redirect to \/new: .* with --path/],
  ["/?status=429", {}, /limits how often one client may ask/],
  ["/?status=500", {}, /fails already when one client asks/],
  ["/events", {}, /is a stream \(text\/event-stream\)/],
])("%s, with %j, is told in one line", async (path, headers, line) => {
  const looked = look({ url, path, headers });

  await expect(looked).rejects.toThrow(line);
  await expect(looked).rejects.not.toThrow(/\n/);
});

test("what is expected is measured, whatever it means", async () => {
  const route = { url, path: "/?status=404", headers: {}, expect: 404 };

  expect(await look(route)).toMatchObject({ status: 404 });
});

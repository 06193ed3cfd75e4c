// Proves that the port which a server could not have is read out of whatever it printed.
import { expect, test } from "@jest/globals";
import { ServerStartError } from "./server-start-error";

test.each([
  "Error: listen EADDRINUSE: address already in use :::3001\n    at Server.listen (node:net:1:2)",
  "Error: listen EADDRINUSE: address already in use ::1:3001",
  String.raw`{"error":"Error: bind EADDRINUSE 127.0.0.1:3001\n    at rr (child:164:12)","timestamp":"2026-11-30T16:28:48.847Z"}`,
])("the port is found in %j", (output) => {
  const exit = { code: 1, signal: null };

  const { takenPort } = new ServerStartError("server.ts", exit, output);

  expect(takenPort).toBe(3001);
});

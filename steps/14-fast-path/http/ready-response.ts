// A response that is computed once and sent many times.
import type { Response } from "express";

export interface ReadyResponse {
  /** Names and values by turns, as `writeHead` takes them. */
  readonly headers: readonly string[];
  /** A character for each byte: Node writes a string together with the head. */
  readonly body: string;
}

export interface ReadyResponseOptions {
  readonly body: Buffer;
  readonly type: string;
  /** Names and values by turns. */
  readonly headers?: readonly string[];
}

export function readyResponse({
  body,
  type,
  headers = [],
}: ReadyResponseOptions): ReadyResponse {
  return {
    headers: [
      ...headers,
      "Content-Type",
      type,
      "Content-Length",
      String(body.length),
    ],
    body: body.toString("latin1"),
  };
}

/**
 * Node keeps headers that are set one by one in a dictionary, and reads them
 * back to write them. A list that `writeHead` gets is written as it is, if
 * nothing has been set before.
 *
 * Price: what an earlier middleware sets makes this slow again, and nothing
 * says so.
 *
 * @example
 * const hello = readyResponse({ body: Buffer.from("{}"), type: "application/json" });
 * app.get("/hello", (req, res) => sendReady(res, hello));
 */
export function sendReady(
  res: Response,
  { headers, body }: ReadyResponse,
  ...more: readonly string[]
): void {
  res.writeHead(200, headers.concat(more));
  res.end(body, "latin1");
}

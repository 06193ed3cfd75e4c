// Ends a response with bytes that are ready, by Express's and Node's own ways.
import etag from "etag";
import type { RequestHandler } from "express";

export function sendReady(page: unknown): RequestHandler {
  const bytes = Buffer.from(JSON.stringify(page));
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": bytes.length,
    ETag: etag(bytes, { weak: true }),
  };
  return function sendReady(_req, res) {
    res.writeHead(200, headers).end(bytes);
  };
}

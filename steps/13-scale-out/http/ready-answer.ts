// An answer that is ready to be sent: with nothing left to be computed, and in one piece.
import type { Request, Response } from "express";
import type { CachedResponse } from "../../09-shared-state/cache/response-cache";

export interface ReadyAnswer {
  readonly etag: string;
  /** Names and values by turns. */
  readonly head: string[];
  /** A character for each byte. */
  readonly text: string;
}

export function readyAnswer({ bytes, etag }: CachedResponse): ReadyAnswer {
  const head = [
    ...["ETag", etag],
    ...["Content-Type", "application/json; charset=utf-8"],
    ...["Content-Length", String(bytes.length)],
  ];
  // Node writes a text together with the head, and a buffer behind it.
  return { etag, head, text: bytes.toString("latin1") };
}

export function sendReady(
  req: Request,
  res: Response,
  { etag, head, text }: ReadyAnswer,
): void {
  if (req.headers["if-none-match"] !== undefined) {
    res.setHeader("ETag", etag);
    if (req.fresh) {
      res.status(304).end();
      return;
    }
  }
  res.writeHead(200, head);
  // Node leaves the body out where the request is HEAD.
  res.end(text, "latin1");
}

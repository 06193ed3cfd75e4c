// Finds the page of users that a request asks for, if it is in the cache and leased.
import type { Request } from "express";
import { PageQuery } from "../../06-guards/users/user-schemas";
import type { CachedResponse } from "../../09-shared-state/cache/response-cache";
import { setBounded } from "../../09-shared-state/cache/set-bounded";
import { pageKey } from "../../09-shared-state/users/cached-user-list";
import type { LeasedCache } from "../../13-scale-out/cache/leased-cache";
import { type ReadyResponse, readyResponse } from "../http/ready-response";

export interface ReadyUserPagesOptions {
  readonly cache: Pick<LeasedCache, "peek">;
  /** Headers that every response has, names and values by turns. */
  readonly headers?: readonly string[];
}

const MOST_URLS = 500;

export function readyUserPages({
  cache,
  headers = [],
}: ReadyUserPagesOptions): (req: Request) => ReadyResponse | undefined {
  // A URL means the same page each time: nothing in here gets old.
  const keys = new Map<string, string>();
  const ready = new WeakMap<CachedResponse, ReadyResponse>();

  return (req) => {
    if (!isPlainGet(req)) return undefined;
    const key = keys.get(req.originalUrl) ?? learn(req);
    const cached = key === undefined ? undefined : cache.peek(key);
    return cached && (ready.get(cached) ?? prepare(cached));
  };

  function learn(req: Request): string | undefined {
    const { data } = PageQuery.safeParse(req.query);
    if (!data) return undefined;
    const key = pageKey(data);
    setBounded(keys, [req.originalUrl, key], MOST_URLS);
    return key;
  }

  function prepare(cached: CachedResponse): ReadyResponse {
    const response = readyResponse({
      body: cached.bytes,
      type: "application/json; charset=utf-8",
      headers: [...headers, "ETag", cached.etag],
    });
    ready.set(cached, response);
    return response;
  }
}

/** Without a body, and not the question whether a copy is still good. */
function isPlainGet({ method, headers }: Request): boolean {
  return (
    method === "GET" &&
    headers["if-none-match"] === undefined &&
    headers["content-length"] === undefined &&
    headers["transfer-encoding"] === undefined
  );
}

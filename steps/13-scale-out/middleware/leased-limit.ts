// Limits each client over all processes, as step 9 does, and asks the store once for many requests.
import { createHash } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { ipKeyGenerator } from "express-rate-limit";
import { HttpError } from "../../04-errors/errors/http-error";
import { clientAddress } from "../../06-guards/middleware/client-address";
import type { SharedStore } from "../../09-shared-state/store/shared-store";
import "../http/answer-head";
import { type Hit, Leases } from "./leases";

export interface LeasedLimitOptions {
  /** Requests a minute for one client. */
  readonly limit: number;
  readonly store: SharedStore;
  /** Whether requests pass or are refused while they cannot be counted. */
  readonly whenStoreFails: "pass" | "refuse";
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
}

const WINDOW_MS = 60_000;
const MOST_AT_A_TIME = 1000;

/** A hundredth of the limit at a time: below 200, that is one, and exact. */
export function leasedLimit({
  limit,
  store,
  whenStoreFails,
  now = () => performance.now(),
}: LeasedLimitOptions): RequestHandler {
  const handful = Math.min(
    MOST_AT_A_TIME,
    Math.max(1, Math.floor(limit / 100)),
  );
  const leases = new Leases({
    store,
    limit,
    windowMs: WINDOW_MS,
    handful,
    now,
  });
  const setHeaders = limitHeaders(limit);

  return function leasedLimit(req, res, next) {
    const key = keyOf(clientAddress(req));
    const decide = (hit: Hit): void => {
      const seconds = Math.ceil(hit.resetsInMs / 1000);
      setHeaders(res, key, hit.number, seconds);
      next(hit.number > limit ? tooMany(limit, seconds) : undefined);
    };
    const held = leases.held(key);
    if (held) {
      decide(held);
      return;
    }
    leases.take(key).then(decide, (cause: unknown) => {
      next(whenStoreFails === "pass" ? undefined : unavailable(cause));
    });
  };
}

/** Some proxies write the port as well: `203.0.113.9:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:([\d.]+):\d+|\[([\da-f:.]+)\](?::\d+)?)$/i;

function keyOf(address: string): string {
  if (!address.includes(":")) return address;
  const [, v4, v6 = address] = WITH_PORT.exec(address) ?? [];
  // An IPv6 client has a network of its own, and is known by that.
  return v4 ?? ipKeyGenerator(v6);
}

type SetHeaders = (
  res: Response,
  key: string,
  hit: number,
  seconds: number,
) => void;

/** As express-rate-limit sets them, to draft 8; what is the same is kept. */
function limitHeaders(limit: number): SetHeaders {
  const name = `"${limit}-in-1min"`;
  let [lastKey, policy] = ["", ""];
  return (res, key, hit, seconds) => {
    if (key !== lastKey) {
      lastKey = key;
      policy = `${name}; q=${limit}; w=60; pk=:${partitionOf(key)}:`;
    }
    const left = Math.max(0, limit - hit);
    const state = `${name}; r=${left}; t=${seconds}`;
    res.head.push("RateLimit", state, "RateLimit-Policy", policy);
  };
}

/** Tells a client's counts apart without telling its address. */
function partitionOf(key: string): string {
  const digest = createHash("sha256").update(key).digest("hex");
  return Buffer.from(digest.slice(0, 12)).toString("base64");
}

function tooMany(limit: number, seconds: number): HttpError {
  return new HttpError(
    429,
    "too_many_requests",
    `No more than ${limit} requests a minute.`,
    { headers: { "Retry-After": String(seconds) } },
  );
}

function unavailable(cause: unknown): HttpError {
  return new HttpError(
    503,
    "store_unavailable",
    "Requests cannot be counted.",
    { cause, headers: { "Retry-After": "1" } },
  );
}

// What the tests need around the guards: tokens good and bad, counts, and a client of the API.
import type { Store } from "express-rate-limit";
import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import request from "supertest";
import { createLogger } from "winston";
import type { NewOrder, Orders, OrdersQuery } from "../orders";
import { createOrdersApp } from "../orders-app";
import { ALGORITHM, AUDIENCE, ISSUER } from "../token-terms";

const key = new TextEncoder().encode("a secret of 64 bytes ".padEnd(64, "."));
const otherKey = new TextEncoder().encode("another secret ".padEnd(64, "."));

/** What a good token says, and what is different; undefined leaves it out. */
function claims(changes: JWTPayload = {}): JWTPayload {
  return {
    sub: "ada",
    scope: "orders:read orders:write",
    iss: ISSUER,
    aud: AUDIENCE,
    exp: Math.floor(Date.now() / 1000) + 900,
    ...changes,
  };
}

async function signed(payload: JWTPayload, alg: string, by: Uint8Array) {
  const jwt = new SignJWT(payload).setProtectedHeader({ alg });
  return { authorization: `Bearer ${await jwt.sign(by)}` };
}

/** The header with a good token, but for the `changes`. */
export function bearer(changes?: JWTPayload): Promise<Sent> {
  return signed(claims(changes), ALGORITHM, key);
}

/** Tokens that nobody issued. */
export const forgeries = {
  unsigned: async () => ({
    authorization: `Bearer ${new UnsecuredJWT(claims()).encode()}`,
  }),
  byAnotherKey: () => signed(claims(), ALGORITHM, otherKey),
  byAnotherAlgorithm: () => signed(claims(), "HS384", key),
};

/** Counts that several apps can share, as several processes share Redis. */
export function storeOf(counts: Map<string, number>): Store {
  return {
    increment(caller) {
      const totalHits = (counts.get(caller) ?? 0) + 1;
      counts.set(caller, totalHits);
      return { totalHits, resetTime: new Date(Date.now() + 60_000) };
    },
    decrement(caller) {
      counts.set(caller, (counts.get(caller) ?? 0) - 1);
    },
    resetKey(caller) {
      counts.delete(caller);
    },
  };
}

export interface ApiOptions {
  readonly limit?: number;
  readonly counts?: Map<string, number>;
}

type Method = "get" | "head" | "post" | "delete";

export interface Sent {
  /** The value of the header `Authorization`. */
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

export type Api = ReturnType<typeof newApi>;

export function newApi({ limit = 100, counts = new Map() }: ApiOptions = {}) {
  /** What reached the orders, as a route handed it on. */
  const reached = {
    queries: [] as OrdersQuery[],
    orders: [] as NewOrder[],
    customers: [] as string[],
  };
  const orders: Orders = {
    async list(query) {
      reached.queries.push(query);
      return [];
    },
    async place(customer, order) {
      reached.orders.push(order);
      reached.customers.push(customer);
      return { id: 1, customer, ...order };
    },
  };
  const logger = createLogger({ silent: true });
  const store = storeOf(counts);
  const app = createOrdersApp({ logger, orders, key, limit, store });

  async function send(method: Method, path: string, sent: Sent = {}) {
    const { authorization, headers = {}, body } = sent;
    const test = request(app)[method](path).set(headers);
    if (authorization) test.set("Authorization", authorization);
    return responseOf(await (body ? test.type("json").send(body) : test));
  }
  return { reached, send };
}

/** What of an answer the guards have a say in, as far as it has it. */
function responseOf({ status, headers, body }: request.Response) {
  const members = {
    code: body.code,
    errors: body.errors,
    challenge: headers["www-authenticate"],
    retryAfter: headers["retry-after"],
  };
  const present = Object.entries(members).filter(([, value]) => value);
  return { status, ...Object.fromEntries(present) };
}

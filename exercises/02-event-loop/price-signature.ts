// Signs the price of an order, so that nobody can change it on the way to the till.
import { pbkdf2Sync } from "node:crypto";
import type { PricedItem } from "./order";

const SECRET = "known to the shop alone";
// Slow on purpose: who steals the orders must not find the secret by trying.
const ROUNDS = 200_000;
const BYTES = 32;

/** TODO: while this computes, nobody else is served. */
export function signPrice({ item, quantity, cents }: PricedItem): string {
  const text = `${quantity} × ${item}: ${cents}`;
  return pbkdf2Sync(text, SECRET, ROUNDS, BYTES, "sha256").toString("hex");
}

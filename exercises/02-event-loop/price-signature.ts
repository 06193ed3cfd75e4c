// Signs the price of an order, so that no client can change it before it pays.
import { pbkdf2Sync } from "node:crypto";
import type { PricedItem } from "./order";

const SECRET = "known to the shop alone";
// Slow on purpose: a thief of the orders must not find the secret by brute force.
const ROUNDS = 200_000;
const BYTES = 32;

/** TODO: while this computes, no other request is served. */
export function signPrice({ item, quantity, cents }: PricedItem): string {
  const text = `${quantity} × ${item}: ${cents}`;
  return pbkdf2Sync(text, SECRET, ROUNDS, BYTES, "sha256").toString("hex");
}

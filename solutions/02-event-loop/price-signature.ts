// Signs the price of an order, so that no client can change it before it pays.
import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import type { PricedItem } from "../../exercises/02-event-loop/order";

const derive = promisify(pbkdf2);

const SECRET = "known to the shop alone";
// Slow on purpose: a thief of the orders must not find the secret by brute force.
const ROUNDS = 200_000;
const BYTES = 32;

// The form with a callback computes on libuv's thread pool, and leaves the
// event loop to others.
export async function signPrice(priced: PricedItem): Promise<string> {
  const { item, quantity, cents } = priced;
  const text = `${quantity} × ${item}: ${cents}`;
  const key = await derive(text, SECRET, ROUNDS, BYTES, "sha256");
  return key.toString("hex");
}

// Trap: `async` makes a function answer with a promise, not work
// elsewhere. The hash is computed at once, here, and everybody waits.
// Caught by: signPrice › lets others get on with their work while it signs
import { pbkdf2Sync } from "node:crypto";
import type { PricedItem } from "../../../../exercises/02-event-loop/order";

const SECRET = "known to the shop alone";
// Slow on purpose: a thief of the orders must not find the secret by brute force.
const ROUNDS = 200_000;
const BYTES = 32;

export async function signPrice(priced: PricedItem): Promise<string> {
  const { item, quantity, cents } = priced;
  const text = `${quantity} × ${item}: ${cents}`;
  const key = pbkdf2Sync(text, SECRET, ROUNDS, BYTES, "sha256");
  return key.toString("hex");
}

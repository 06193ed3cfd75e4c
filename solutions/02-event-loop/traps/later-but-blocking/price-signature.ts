// Trap: a timer puts the hash off, and not elsewhere. It blocks the event
// loop as long as before, a moment later.
// Caught by: signPrice › lets others get on with their work while it signs
import { pbkdf2Sync } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { PricedItem } from "../../../../exercises/02-event-loop/order";

const SECRET = "known to the shop alone";
// Slow on purpose: a thief of the orders must not find the secret by brute force.
const ROUNDS = 200_000;
const BYTES = 32;

export async function signPrice(priced: PricedItem): Promise<string> {
  const { item, quantity, cents } = priced;
  const text = `${quantity} × ${item}: ${cents}`;
  await delay(0);
  const key = pbkdf2Sync(text, SECRET, ROUNDS, BYTES, "sha256");
  return key.toString("hex");
}

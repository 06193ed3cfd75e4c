// Hashes and verifies passwords with scrypt, off the event loop.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

// The callback form runs on libuv's thread pool; `scryptSync` would block the
// event loop, and so every other request, until the hash is done.
const derive = promisify<string, string, number, Buffer>(scrypt);
const KEY_BYTES = 32;

/** `salt:hash`, both hexadecimal. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString("hex");
  const key = await derive(password, salt, KEY_BYTES);
  return `${salt}:${key.toString("hex")}`;
}

/** Whether `password` is the one that `stored` was made from. */
export async function verifyPassword(
  password: string,
  stored: string,
): Promise<boolean> {
  const [salt = "", hash = ""] = stored.split(":");
  const key = await derive(password, salt, KEY_BYTES);
  const expected = Buffer.from(hash, "hex");
  return expected.length === key.length && timingSafeEqual(expected, key);
}

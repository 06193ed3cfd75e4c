// A bystander: asks for /healthz again and again, while somebody else attacks.
import { scrypt } from "node:crypto";
import { promisify } from "node:util";

const hash = promisify<string, string, number, Buffer>(scrypt);
// Not the one that `recordRequests` stands in for: a bystander is no attacker.
const { fetch } = globalThis;

export interface Observation<T> {
  /** What the attack came to. */
  readonly result: T;
  /**
   * The longest wait for one answer. Its unit is the password hash, made here
   * one after the other meanwhile: milliseconds would depend on the machine.
   */
  readonly hashesWaited: number;
}

export async function observe<T>(
  url: string,
  attack: () => Promise<T>,
): Promise<Observation<T>> {
  let hashes = 0;
  let hashesWaited = 0;
  let isOver = false;

  async function ask(): Promise<void> {
    while (!isOver) {
      const before = hashes;
      await fetch(`${url}/healthz`).then((response) => response.text());
      hashesWaited = Math.max(hashesWaited, hashes - before);
    }
  }
  async function countHashes(): Promise<void> {
    while (!isOver) {
      await hash("password", "salt", 32);
      hashes++;
    }
  }

  // An attack that ends the server ends the asking too.
  const others = Promise.all([ask().catch(() => {}), countHashes()]);
  const result = await attack().finally(() => {
    isOver = true;
  });
  await others;
  return { result, hashesWaited };
}

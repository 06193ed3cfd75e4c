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

interface Wait {
  readonly hashes: number;
  /** How many requests of the attack had their answers meanwhile. */
  readonly responses: number;
}

export async function observe<T>(
  url: string,
  attack: (onResponse: () => void) => Promise<T>,
): Promise<Observation<T>> {
  let hashes = 0;
  let responses = 0;
  const waits: Wait[] = [];
  let isOver = false;

  async function ask(): Promise<void> {
    while (!isOver) {
      const before = { hashes, responses };
      await fetch(`${url}/healthz`).then((response) => response.text());
      waits.push({
        hashes: hashes - before.hashes,
        responses: responses - before.responses,
      });
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
  const result = await attack(() => {
    responses++;
  }).finally(() => {
    isOver = true;
  });
  await others;
  return { result, hashesWaited: longest(waits, responses) };
}

// A busy machine makes somebody wait as well. It is the attack's doing if a good
// part of the attack went by in that one wait.
function longest(waits: readonly Wait[], responses: number): number {
  const caused = waits.filter((wait) => wait.responses * 4 >= responses);
  return Math.max(0, ...caused.map((wait) => wait.hashes));
}

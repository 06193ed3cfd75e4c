// A bystander: has small things to do while somebody else computes something big.
import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

const hash = promisify(pbkdf2);

/**
 * How many small hashes, made one after the other, somebody else got done
 * while `work` went on. Counted and not timed: milliseconds would depend on
 * the machine. Each costs a 50th of the signature of a price.
 */
export async function smallHashesDuring(work: () => unknown): Promise<number> {
  let done = 0;
  let isOver = false;
  async function makeHashes(): Promise<void> {
    while (!isOver) {
      await hash("password", "salt", 4000, 32, "sha256");
      if (!isOver) done++;
    }
  }
  const bystander = makeHashes();
  await work();
  isOver = true;
  await bystander;
  return done;
}

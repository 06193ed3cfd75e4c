// Which process is the reaper of a service: the one that has the service's lock.
import { join } from "node:path";
import { z } from "zod";
import { followLock, readLock } from "../../host/lock";
import { stateDirectory } from "../../host/paths";
import { connectTo } from "./connection";

const Holder = z.object({
  /** For people and reports; whether it lives, its address tells. */
  pid: z.number(),
  address: z.string(),
});
export type Holder = z.infer<typeof Holder>;

/** Who had the lock last; it may be long dead. */
export function readHolder(service: string): Holder | undefined {
  try {
    return holderIn(readLock(lockOf(service)).text);
  } catch {
    return undefined; // `takeLock` says what is wrong.
  }
}

/**
 * Takes the lock for a reaper that listens already; false where a living one
 * has it. It is never released: an address where no
 * process listens any more says that the holder is dead.
 */
export async function takeLock(
  service: string,
  candidate: Holder,
): Promise<boolean> {
  const path = lockOf(service);
  for (;;) {
    const seen = readLock(path);
    const holder = holderIn(seen.text);
    if (holder && (await isAlive(holder))) return false;
    if (followLock(path, seen, JSON.stringify(candidate))) return true;
  }
}

async function isAlive({ address }: Holder): Promise<boolean> {
  const socket = await connectTo(address);
  socket?.destroy();
  return socket !== undefined;
}

function holderIn(text: string | undefined): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text ?? ""));
  } catch {
    return undefined; // Damaged, or there is none.
  }
}

function lockOf(service: string): string {
  return join(stateDirectory(), "services", service);
}

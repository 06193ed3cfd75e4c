// Who keeps a service: claims in numbered files, of which the highest counts.
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { stateDirectory } from "../../host/paths";
import { isSystemError } from "../../host/system-error";
import { reach, removeAddress } from "./connection";

const Claim = z.object({
  /** For people and reports; whether it lives, its address tells. */
  pid: z.number(),
  address: z.string(),
});
export type Claim = z.infer<typeof Claim>;

/** What a keeper prints once it has made its claim; otherwise, why it cannot. */
export const claimed = "claimed";

/** The claim that counts; its keeper may be long dead. */
export function readClaim(service: string): Claim | undefined {
  const [last] = numbers(service);
  return last === undefined ? undefined : readFile(service, last);
}

/**
 * Makes the claim, unless a living keeper has one; then false.
 *
 * A claim is never changed and never freed, only followed by one of a higher
 * number, which the file system gives to one process alone: so no two can
 * take over from the same dead keeper, however they interleave.
 */
export async function makeClaim(
  service: string,
  claim: Claim,
): Promise<boolean> {
  mkdirSync(folder(), { recursive: true });
  for (;;) {
    const [last = 0] = numbers(service);
    const holder = readFile(service, last);
    if (holder && (await isAlive(holder))) return false;
    const next = last + 1;
    if (!writeOnce(file(service, next), JSON.stringify(claim))) continue;
    const [highest, ...older] = numbers(service);
    if (highest === next) {
      if (holder) removeAddress(holder.address);
      for (const number of older) remove(service, number);
      return true;
    }
    // What was seen above was out of date: the number had been used before.
    remove(service, next);
  }
}

async function isAlive({ address }: Claim): Promise<boolean> {
  const socket = await reach(address);
  socket?.destroy();
  return socket !== undefined;
}

/** The file appears with all that is in it; false if it is there already. */
function writeOnce(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The numbers of all claims, highest first. */
function numbers(service: string): number[] {
  return names()
    .flatMap((name) => {
      const [, owner, number] = /^(.+)\.(\d+)\.json$/.exec(name) ?? [];
      return owner === service ? [Number(number)] : [];
    })
    .sort((a, b) => b - a);
}

function names(): string[] {
  try {
    return readdirSync(folder());
  } catch {
    return []; // Whoever makes a claim there is told what is wrong.
  }
}

function readFile(service: string, number: number): Claim | undefined {
  try {
    return Claim.parse(JSON.parse(readFileSync(file(service, number), "utf8")));
  } catch {
    return undefined; // Followed by another and removed, or nobody's.
  }
}

function remove(service: string, number: number): void {
  rmSync(file(service, number), { force: true });
}

function file(service: string, number: number): string {
  return join(folder(), `${service}.${number}.json`);
}

function folder(): string {
  return join(stateDirectory(), "services");
}

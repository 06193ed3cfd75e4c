// The fault of a disk that is full in the middle of a write.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StepServer } from "../../targets/step-server";
import type { Target } from "../../targets/target";
import { kept, signUp, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const diskFull: Fault = {
  name: "disk-full",
  category: "capacity",
  does: "Has the disk take half of what a sign-up writes, and then has room again.",
  surviving:
    "That sign-up is told that it failed; those before and after it are kept, over a restart as well.",
  survivedSince: 3,
  needs: ["files", "users", "file limit"],
  destructive: "if it falls",
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { server } = target;
  const [before, during, after] = [uniqueUser(), uniqueUser(), uniqueUser()];
  await signUp(target, before);

  limitFiles(server, String(sizeOfData(server) + ROOM_BYTES));
  const failed = await signUp(target, during);
  limitFiles(server, "unlimited");

  if (!failed) return fell("crashed", "no answer");
  if (failed.status < 500) {
    return fell("lost data", `${failed.status} for what was not written`);
  }
  const next = await signUp(target, after);
  if (next?.status !== 201) {
    const status = next?.status ?? "no answer";
    return fell("lost data", `${status} when there is room again`);
  }
  return (await restarts(server)) &&
    (await kept(target, before)) + (await kept(target, after)) === 2
    ? survived(`${failed.status}, and no other is lost`)
    : fell("lost data", "what was acknowledged is gone after a restart");
}

/** Less than any user takes. */
const ROOM_BYTES = 40;

function sizeOfData({ dataDirectory }: StepServer): number {
  const [name = ""] = readdirSync(dataDirectory);
  return statSync(join(dataDirectory, name)).size;
}

/**
 * No file of the process may grow beyond so many bytes: it gets EFBIG there, as
 * it would get ENOSPC. (`RLIMIT_FSIZE`; the soft limit, which can be raised again.)
 */
function limitFiles({ process: { pid } }: StepServer, bytes: string): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
}

function restarts(server: StepServer): Promise<boolean> {
  return server.restart().then(
    () => true,
    () => false, // What it has written, it cannot read.
  );
}

// Asks a server to end, by signal, while it has something to do.
import { setTimeout as delay } from "node:timers/promises";
import { holdSignUps } from "../../targets/hold-sign-ups";
import type { StepServer } from "../../targets/step-server";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";

const SIGN_UPS = 5;

/** Survived if what was begun is answered, and then the process ends well. */
export async function endsInOrder(
  target: Target,
  tell: (main: StepServer["process"]) => void,
): Promise<Verdict> {
  const uploads = await holdSignUps(
    target,
    Array.from({ length: SIGN_UPS }, uniqueUser),
  );
  tell(target.server.process);
  const answers = await Promise.all(uploads.map((upload) => upload.finish()));
  const lost = answers.filter((answer) => answer?.status !== 201).length;
  if (lost > 0) {
    return fell("lost data", `${lost} of ${SIGN_UPS} requests are cut off`);
  }
  const how = await endOf(target);
  if (how === "runs on") return fell("hung", "it does not end");
  return how === "exit code 0"
    ? survived("all are answered, and it ends")
    : fell("crashed", `all are answered, and it ends with ${how}`);
}

/** `exit code 0`, `SIGTERM`; "runs on" if it has not ended in time. */
export async function endOf({ server, patienceMs }: Target): Promise<string> {
  // Whoever starts servers kills one that takes longer.
  const late = delay(2 * patienceMs, "late" as const, { ref: false });
  const exit = await Promise.race([server.process.exited, late]);
  if (exit === "late") return "runs on";
  return exit.signal ?? `exit code ${exit.code}`;
}

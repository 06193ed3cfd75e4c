// Does one fault to one server, and finds out what became of the server.
import { setTimeout as delay } from "node:timers/promises";
import { describeExit } from "../../servers/start/server-start-error";
import type { Fault, Probe } from "../probe";
import type { Target } from "../targets/target";
import { fell, type Verdict } from "../verdict";

/** No fault takes so long, but one that has hung the server. */
const LONGEST_MS = 300_000;
/** For a process that answers no more, to be seen to end. */
const ENDING_MS = 15_000;

/**
 * The fault's own verdict; a server that has died or hangs afterwards has
 * fallen, whatever its answers were.
 */
export async function attackWith(
  fault: Fault,
  target: Target,
): Promise<Verdict> {
  const outcome = await probeWith(fault, target);
  if (typeof outcome !== "string") return outcome;
  throw new Error(`Fault "${fault.name}" came to words instead of a verdict.`);
}

/** As above; what comes to words alone says itself what became of the server. */
export async function probeWith(
  probe: Probe,
  target: Target,
): Promise<Verdict | string> {
  // It keeps this process alive as well, whatever the attack waits for.
  const timer = new AbortController();
  const late = delay(LONGEST_MS, endless, { signal: timer.signal });
  late.catch(() => {}); // Aborted, below.
  const attack = probe.attack(target).catch(thrown);
  const outcome = await Promise.race([attack, late]);
  timer.abort();
  if (typeof outcome === "string" || probe.destructive === true) return outcome;
  if (probe.destructive && outcome.verdict === "fell") return outcome;
  return (await aftermath(target, outcome)) ?? outcome;
}

const endless = fell("hung", `no end within ${LONGEST_MS / 1000} s`);

// What is asked in vain, and no answer at all, end an attack by throwing: if
// the server is dead, that is why. If it is not, its answer was no sense.
function thrown(error: unknown): Verdict {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ""] = message.split("\n");
  return fell("wrong answer", `what cannot be read (${line.slice(0, 80)})`);
}

async function aftermath(
  target: Target,
  before: Verdict,
): Promise<Verdict | undefined> {
  const health = await target.health();
  if (health === "well") return undefined;
  const cause = `${before.observed}; `;
  if (health === "hung") return fell("hung", `${cause}and answers nobody`);
  if (health === "unwell") return fell("crashed", `${cause}and is not well`);
  if (!target.has("process")) return fell("crashed", `${cause}and is gone`);
  const late = delay(ENDING_MS, undefined, { ref: false });
  const exit = await Promise.race([target.server.process.exited, late]);
  const end = exit ? `ends ${describeExit(exit)}` : "answers nobody";
  return fell("crashed", `${cause}and ${end}`);
}

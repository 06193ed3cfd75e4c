// Does an event to fresh servers of both sides, and counts what comes of it.
import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { EventContrast } from "../results/contrast";
import type { OpenSide } from "../sides/open-side";
import { openSide } from "../sides/open-side";
import type { Side } from "../sides/side";
import { requestHeaders } from "../sides/step-side";
import type { EventOutcome, EventWorkload } from "../workloads/workload";
import type { Surroundings } from "./take-sample";

const USERS = 1000;

/** Adds to the contrast's runs as they are made. */
export async function countEvent(
  contrast: EventContrast,
  { a, b }: Pick<PlannedContrast, "a" | "b">,
  workload: EventWorkload,
  around: Surroundings,
  onRun: () => void,
): Promise<void> {
  for (let run = 0; run < workload.runs; run++) {
    for (const [side, subject] of [
      ["a", a],
      ["b", b],
    ] as const) {
      const outcome = await runEvent(workload, subject, around);
      contrast.runs.push({
        side,
        ledger: outcome.ledger,
        counts: { ...outcome.counts },
      });
      onRun();
    }
  }
}

async function runEvent(
  workload: EventWorkload,
  side: Side,
  { load, folder, signal }: Surroundings,
): Promise<EventOutcome> {
  signal.throwIfAborted();
  const opened: OpenSide[] = [];
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  aborted.catch(() => {});
  const running = workload.run({
    load,
    headers: requestHeaders(),
    async start() {
      signal.throwIfAborted();
      const settings = { folder, users: USERS, env: workload.env };
      const server = await openSide(side, settings);
      opened.push(server);
      return server;
    },
  });
  running.catch(() => {}); // Of an event that was given up.
  try {
    return await Promise.race([running, aborted]);
  } finally {
    await Promise.all(opened.map((server) => server.close()));
  }
}

// The short run before the samples: do both sides respond alike, and how fast?

import { UserError } from "../../servers/host/user-error";
import type { PlannedContrast } from "../contrasts/planned-contrast";
import type { ExplainedDifference } from "../results/results-file";
import type { Window } from "../results/sample";
import { requestHeaders, type Side } from "../sides/sides";
import type { TimedWorkload } from "../workloads/workload";
import { type Both, type RunContext, withBothSides } from "./context";
import { checkEquivalence } from "./equivalence";
import { kindsOf } from "./sample-plan";
import { takeWindow } from "./take-window";

export interface Calibration {
  readonly differences: ExplainedDifference[];
  /** Requests a second that each side answers as fast as it can. */
  readonly capacity: { readonly a: number; readonly b: number };
  /** What a server's start and stop add to a sample, in milliseconds. */
  readonly startMs: number;
  /** What a window adds beside its warm-up and length. */
  readonly restMs: number;
}

/** A contrast of a timed workload. */
export type TimedPlan = PlannedContrast & { readonly workload: TimedWorkload };

const WARMUP_MS = 150;
const STOP_MS = 60;

/**
 * @throws UserError (1) where a side does not get ready, does not answer as
 * the other one does, or answers nothing under load.
 */
export async function calibrate(
  contrast: TimedPlan,
  context: RunContext,
): Promise<Calibration> {
  const { a, b, workload } = contrast;
  const users = workload.users[Math.floor(workload.users.length / 2)] ?? 0;
  // Of two starts the quicker counts: the first may meet a cold disk.
  const coldMs = await timeOfStart([a, b], users, context);
  const start = performance.now();
  return withBothSides([a, b], users, context, async ([serverA, serverB]) => {
    const startMs = Math.min(coldMs, performance.now() - start);
    const differences = await checkSides(contrast, serverA.url, serverB.url);
    const one = await probeCapacity(serverA, workload, context);
    const other = await probeCapacity(serverB, workload, context);
    return {
      differences,
      capacity: { a: capacityOf(a, one), b: capacityOf(b, other) },
      // Both start, and stop, at the same time.
      startMs: (startMs + STOP_MS) / 2,
      restMs: Math.min(one.restMs, other.restMs),
    };
  });
}

/** @throws UserError (1) where they respond otherwise than each other. */
export function checkSides(
  { a, b, workload, changes }: TimedPlan,
  urlOfA: string,
  urlOfB: string,
): Promise<ExplainedDifference[]> {
  return checkEquivalence(
    { name: a.name, url: urlOfA },
    { name: b.name, url: urlOfB },
    [...workload.kinds, ...bystanderKinds(workload)],
    {
      headers: requestHeaders(),
      volatile: workload.volatile ?? [],
      changes,
      shapeOnly: b.kind === "url" || a.kind === "url",
    },
  );
}

async function timeOfStart(
  sides: Both<Side>,
  users: number,
  context: RunContext,
): Promise<number> {
  const start = performance.now();
  return withBothSides(
    sides,
    users,
    context,
    async () => performance.now() - start,
  );
}

export interface Probing {
  readonly window: Window;
  /** What it took beside warm-up and window: connecting, coming to rest. */
  readonly restMs: number;
}

/** A server that has answered nothing for this long never will. */
const LONGEST_PROBE_MS = 10_000;

/** On a busy machine, a short window may pass without a single response. */
export async function probeCapacity(
  server: Parameters<typeof takeWindow>[0],
  workload: TimedWorkload,
  context: RunContext,
): Promise<Probing> {
  let durationMs = workload.shortestMs ?? 250;
  for (;;) {
    const probing = await probe(server, workload, durationMs, context);
    durationMs *= 4;
    if (probing.window.load.ledger.ok > 0) return probing;
    if (durationMs > LONGEST_PROBE_MS) return probing;
  }
}

async function probe(
  server: Parameters<typeof takeWindow>[0],
  { kinds, connections }: TimedWorkload,
  durationMs: number,
  { load }: RunContext,
): Promise<Probing> {
  const start = performance.now();
  const window = await takeWindow(
    server,
    {
      loop: "closed",
      connections,
      kinds: kindsOf(kinds, requestHeaders()),
      warmupMs: WARMUP_MS,
      durationMs,
      seed: 0,
      // The equivalence check has used some of those before.
      numbersAfter: 1000,
    },
    load,
  );
  const { sendingMs } = window.load;
  return { window, restMs: performance.now() - start - WARMUP_MS - sendingMs };
}

/** @throws UserError (1) where nothing was answered. */
export function capacityOf(
  { name }: Side,
  { window: { load } }: Probing,
): number {
  const { ok } = load.ledger;
  if (ok > 0) return (ok * 1000) / load.sendingMs;
  throw new UserError(`${name} answers nothing under load: no figure.`, 1);
}

function bystanderKinds({
  open,
}: TimedWorkload): TimedWorkload["kinds"][number][] {
  return (open?.bystanders ?? []).flatMap((stream) => stream.kinds);
}

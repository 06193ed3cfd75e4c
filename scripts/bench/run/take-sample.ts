// Takes one sample: a fresh server, one or two windows, and its end.
import type { LoadProcess, WarmLoad } from "../generator/load-process";
import type { LoadPlanInput } from "../generator/plan";
import type { WindowResult } from "../generator/window-result";
import { type ServerDelta, serverDelta } from "../probe/snapshot";
import type { Sample, Window } from "../results/sample";
import { crashOf, type OpenSide, openSide } from "../sides/open-side";
import type { Side } from "../sides/side";
import { watchBusy } from "./busy-cores";
import { watchSteal } from "./steal";
import { untilAborted } from "./until-aborted";

/** A plan for whatever server it will be. */
type Anywhere<Plan> = Plan extends unknown ? Omit<Plan, "url"> : never;
export type WindowPlan = Anywhere<LoadPlanInput>;

export interface SamplePlan {
  readonly users: number;
  readonly closed?: WindowPlan;
  readonly open?: WindowPlan;
}

/** What all samples of a run share. */
export interface Surroundings {
  readonly load: LoadProcess;
  /** Where samples keep their data and output. */
  readonly folder: string;
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
}

/**
 * @throws UserError (1) for a server that does not get ready, crashes or hangs;
 * the signal's reason when the run ends early.
 */
export function takeSample(
  side: Side,
  { users, closed, open }: SamplePlan,
  around: Surroundings,
): Promise<Sample> {
  return withSide(side, { users }, around, async (server) => ({
    users,
    ...(closed && { closed: await takeWindow(server, closed, around.load) }),
    ...(open && { open: await takeWindow(server, open, around.load) }),
  }));
}

/** Opens a side, and closes it on any way out. */
export async function withSide<T>(
  side: Side,
  settings: { users: number; env?: Readonly<Record<string, string>> },
  { folder, signal }: Pick<Surroundings, "folder" | "signal">,
  use: (server: OpenSide) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const server = await openSide(side, { ...settings, folder });
  const aborted = untilAborted(signal);
  const crashed = crashOf(side, server, "while it was measured");
  crashed.catch(() => {});
  const used = use(server);
  used.catch(() => {}); // The crash comes first, and says more.
  try {
    return await Promise.race([crashed, aborted.promise, used]);
  } finally {
    aborted.forget();
    await server.close();
  }
}

export async function takeWindow(
  server: OpenSide,
  plan: WindowPlan,
  load: LoadProcess,
): Promise<Window> {
  const warm: WarmLoad = await load.prepare({ ...plan, url: server.url });
  const before = await server.snapshot({ anew: true });
  const [stealSince, busySince] = [watchSteal(), watchBusy()];
  const result = await warm.measure();
  const steal = stealSince();
  const after = await server.snapshot({ anew: false });
  const busyMs = busySince();
  const delta = serverDelta(before, after);
  return {
    load: result,
    server: delta,
    steal,
    others: coresOfOthers(busyMs, delta, result),
  };
}

/** The cores that neither the client nor the server kept busy, but others. */
function coresOfOthers(
  busyMs: number,
  { processes }: ServerDelta,
  { client }: WindowResult,
): number | null {
  const [first] = processes;
  if (!first) return null;
  const serverMs = processes.reduce(
    (sum, { cpuUserMs, cpuSystemMs }) => sum + cpuUserMs + cpuSystemMs,
    0,
  );
  const others = busyMs - serverMs - client.cpuMs;
  return Math.max(0, others / Math.max(first.wallMs, client.wallMs));
}

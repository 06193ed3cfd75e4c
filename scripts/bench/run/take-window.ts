// Measures windows: one server alone, or two in turns.
import type { LoadProcess } from "../generator/load-process";
import type { ClosedLoopPlan, LoadPlanInput } from "../generator/plan";
import { mergeWindows, type WindowResult } from "../generator/window-result";
import { cpuMsOf, type ServerDelta, serverDelta } from "../probe/snapshot";
import type { Window } from "../results/sample";
import type { OpenSide } from "../sides/open-side";
import { sum } from "../statistics/averages";
import type { Both } from "./context";
import { watchBusy, watchServices, watchSteal } from "./machine-load";

/** A plan for whatever server it will be. */
type Anywhere<Plan> = Plan extends unknown ? Omit<Plan, "url"> : never;
export type WindowPlan = Anywhere<LoadPlanInput>;

/** A closed loop in slices, that two servers take in turns. */
export interface TurnsPlan
  extends Pick<ClosedLoopPlan, "connections" | "kinds" | "warmupMs" | "seed"> {
  readonly sliceMs: number;
  /** Of each server. */
  readonly slices: number;
}

export async function takeWindow(
  server: OpenSide,
  plan: WindowPlan,
  load: LoadProcess,
): Promise<Window> {
  const warm = await load.prepare({ ...plan, url: server.url });
  const before = await server.snapshot({ resetDelay: true });
  const [stealSince, busySince] = [watchSteal(), watchBusy()];
  const servicesSince = watchServices(server.services);
  const result = await warm.measure();
  const steal = stealSince();
  const after = await server.snapshot();
  const services = servicesSince();
  const busyMs = busySince() - services;
  const delta = serverDelta(before, after);
  const others = coresOfOthers(busyMs, [delta], [result]);
  return {
    load: result,
    server: delta,
    ...ofServices(server, services),
    steal,
    others,
  };
}

/**
 * Both servers are warmed up; then they take turns, in ABBA order. A machine's
 * speed changes within fractions of a second, and so hits both alike: on a
 * machine that others used the ratio of two equal servers varied by 21 %
 * instead of 32 %. The other server is idle meanwhile.
 */
export async function takeTurns(
  servers: Both<OpenSide>,
  plan: TurnsPlan,
  load: LoadProcess,
): Promise<Both<Window>> {
  const [first, second] = servers;
  for (const { url } of servers) await load.prepare(slice(plan, url, 0));
  const before = [
    await first.snapshot({ resetDelay: true }),
    await second.snapshot({ resetDelay: true }),
  ] as const;
  const [stealSince, busySince] = [watchSteal(), watchBusy()];
  // Both may have the same.
  const all = new Set(servers.flatMap((server) => server.services));
  const servicesSince = watchServices([...all]);
  const turns = await measureTurns(servers, plan, load);
  const results = [turns[0].result, turns[1].result] as const;
  const steal = stealSince();
  const deltas = [
    serverDelta(before[0], await first.snapshot()),
    serverDelta(before[1], await second.snapshot()),
  ] as const;
  const busyMs = busySince() - servicesSince();
  const others = coresOfOthers(busyMs, deltas, results);
  const window = (of: 0 | 1): Window => ({
    load: results[of],
    server: duringItsTurns(deltas[of], results[of]),
    ...ofServices(servers[of], turns[of].services),
    steal,
    others,
  });
  return [window(0), window(1)];
}

interface Turns {
  readonly result: WindowResult;
  /** The processor time of its services, in milliseconds. */
  readonly services: number;
}

async function measureTurns(
  servers: Both<OpenSide>,
  plan: TurnsPlan,
  load: LoadProcess,
): Promise<Both<Turns>> {
  const taken: [WindowResult[], WindowResult[]] = [[], []];
  const services: [number, number] = [0, 0];
  for (let turn = 0; turn < plan.slices; turn++) {
    for (const of of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const next = { ...slice(plan, servers[of].url, turn + 1), warmupMs: 0 };
      const ready = await load.prepare(next);
      const servicesSince = watchServices(servers[of].services);
      taken[of].push(await ready.measure());
      services[of] += servicesSince();
    }
  }
  const turns = (of: 0 | 1): Turns => {
    const [first, ...rest] = taken[of];
    if (!first) throw new RangeError("a window needs a slice");
    return { result: mergeWindows([first, ...rest]), services: services[of] };
  };
  return [turns(0), turns(1)];
}

function ofServices(
  server: OpenSide,
  services: number,
): Pick<Window, "services"> {
  return server.services.length > 0 ? { services } : {};
}

/** More than a slice sends. */
const NUMBERS = 1_000_000;

function slice(
  { sliceMs, slices, ...plan }: TurnsPlan,
  url: string,
  turn: number,
): LoadPlanInput {
  return {
    loop: "closed",
    ...plan,
    kinds: [...plan.kinds],
    url,
    durationMs: sliceMs,
    numbersAfter: turn * NUMBERS,
  };
}

/** A server's times between its turns are not the window's. */
function duringItsTurns(
  delta: ServerDelta,
  { sendingMs }: WindowResult,
): ServerDelta {
  return {
    ...delta,
    processes: delta.processes.map((one) => ({
      ...one,
      wallMs: sendingMs,
      utilization: Math.min(1, (one.utilization * one.wallMs) / sendingMs),
    })),
  };
}

/** The cores that neither the client nor the servers kept busy, but others. */
function coresOfOthers(
  busyMs: number,
  deltas: readonly ServerDelta[],
  results: readonly WindowResult[],
): number | null {
  const processes = deltas.flatMap((delta) => delta.processes);
  const wallMs = Math.max(0, ...processes.map((one) => one.wallMs));
  // The processor time of a server that is not ours is unknown.
  if (wallMs === 0 || deltas.some((delta) => delta.processes.length === 0)) {
    return null;
  }
  const clientMs = sum(results.map(({ client }) => client.cpuMs));
  const ours = cpuMsOf(processes) + clientMs;
  return Math.max(0, (busyMs - ours) / wallMs);
}

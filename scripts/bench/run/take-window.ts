// Measures windows: one server alone, or several in turns.
import type { LoadProcess } from "../generator/load-process";
import type { ClosedLoopPlan, LoadPlanInput } from "../generator/plan";
import { mergeWindows, type WindowResult } from "../generator/window-result";
import {
  cpuMsOf,
  type ProcessSnapshot,
  type ServerDelta,
  serverDelta,
} from "../probe/snapshot";
import type { Window } from "../results/sample";
import type { OpenSide } from "../sides/open-side";
import { sum } from "../statistics/averages";
import { watchBusy, watchServices, watchSteal } from "./machine-load";

/** A plan for whatever server it will be. */
type Anywhere<Plan> = Plan extends unknown ? Omit<Plan, "url"> : never;
export type WindowPlan = Anywhere<LoadPlanInput>;

/** A closed loop in slices, that servers take in turns. */
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
 * All servers are warmed up; then they take turns, to and fro: ABBA, ABCCBA. A
 * machine's speed changes within fractions of a second, and so hits all alike:
 * on a machine that others used the ratio of two equal servers varied by 21 %
 * instead of 32 %. The other servers are idle meanwhile.
 */
export async function takeTurns(
  servers: readonly OpenSide[],
  plan: TurnsPlan,
  load: LoadProcess,
): Promise<Window[]> {
  for (const { url } of servers) await load.prepare(slice(plan, url, 0));
  const before: ProcessSnapshot[][] = [];
  for (const server of servers) {
    before.push(await server.snapshot({ resetDelay: true }));
  }
  const [stealSince, busySince] = [watchSteal(), watchBusy()];
  // Several may have the same.
  const all = new Set(servers.flatMap((server) => server.services));
  const servicesSince = watchServices([...all]);
  const turns = await measureTurns(servers, plan, load);
  const steal = stealSince();
  const deltas: ServerDelta[] = [];
  for (const [index, server] of servers.entries()) {
    deltas.push(serverDelta(before[index] ?? [], await server.snapshot()));
  }
  const busyMs = busySince() - servicesSince();
  const results = turns.map(({ result }) => result);
  const others = coresOfOthers(busyMs, deltas, results);
  return turns.map(({ server, result, services }, index) => ({
    load: result,
    server: duringItsTurns(deltas[index] ?? nothing, result),
    ...ofServices(server, services),
    steal,
    others,
  }));
}

const nothing: ServerDelta = { processes: [], ended: [] };

interface Turns {
  readonly server: OpenSide;
  readonly result: WindowResult;
  /** The processor time of its services, in milliseconds. */
  readonly services: number;
}

interface Taken {
  readonly server: OpenSide;
  readonly slices: WindowResult[];
  services: number;
}

async function measureTurns(
  servers: readonly OpenSide[],
  plan: TurnsPlan,
  load: LoadProcess,
): Promise<Turns[]> {
  const taken = servers.map((server): Taken => {
    return { server, slices: [], services: 0 };
  });
  for (let turn = 0; turn < plan.slices; turn++) {
    for (const one of turn % 2 === 0 ? taken : taken.toReversed()) {
      const { url, services } = one.server;
      const next = { ...slice(plan, url, turn + 1), warmupMs: 0 };
      const ready = await load.prepare(next);
      const servicesSince = watchServices(services);
      one.slices.push(await ready.measure());
      one.services += servicesSince();
    }
  }
  return taken.map(({ server, slices: [first, ...rest], services }) => {
    if (!first) throw new RangeError("a window needs a slice");
    return { server, result: mergeWindows([first, ...rest]), services };
  });
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

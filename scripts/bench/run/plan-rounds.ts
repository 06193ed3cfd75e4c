// Plans rounds: contrasts that share sides are measured together, each side once in a round.
import type { Round } from "../contrasts/planned-contrast";
import type { TimedContrast } from "../results/results-file";
import type { OpenSide } from "../sides/open-side";
import { requestHeaders, type Side } from "../sides/sides";
import {
  capacityOf,
  checkSides,
  type Probing,
  probeCapacity,
  type TimedPlan,
} from "./calibrate";
import { type RunContext, withSides } from "./context";
import { type Cores, coresToPin } from "./cores";
import type { Segment } from "./eta";
import type { Effort } from "./options";
import { emptyContrast } from "./plan-contrast";
import { kindsOf } from "./sample-plan";
import type { TurnsPlan } from "./take-window";

export interface PlannedRounds {
  /** One of each; the first runs twice in a round, as the control. */
  readonly sides: readonly [Side, ...Side[]];
  readonly contrasts: readonly [TimedContrast, ...TimedContrast[]];
  readonly rounds: number;
  readonly users: number;
  readonly turns: TurnsPlan;
  readonly cores: Cores | undefined;
  /** A sample is a round. */
  readonly segment: Segment;
}

/**
 * @throws UserError (1) for a side that does not start, answers otherwise than
 * the one that it is contrasted with, or answers nothing under load.
 */
export async function planRounds(
  planned: readonly TimedPlan[],
  { times, warmupMs: least = 0 }: Round,
  { effort, seed }: { effort: Effort; seed: number },
  context: RunContext,
): Promise<PlannedRounds> {
  const { share, windowMs, sliceMs } = effort.rounds;
  const warmupMs = Math.max(least, effort.rounds.warmupMs);
  const [first = noContrasts()] = planned;
  const { workload } = first;
  const [users] = workload.users;
  const sides = sidesOf(planned);
  const cores = coresToPin();
  const checked = await check(planned, sides, users, context);
  const [main = noContrasts(), ...others] = checked.contrasts.map(
    (contrast) => ({
      ...contrast,
      controlOf: sides[0].name,
      pinned: cores !== undefined,
    }),
  );
  const servers = sides.length + 1;
  const rounds = Math.max(FEWEST, Math.round(times * share));
  return {
    sides,
    contrasts: [main, ...others],
    rounds,
    users,
    turns: {
      connections: workload.connections,
      kinds: kindsOf(workload.kinds, requestHeaders()),
      ...{ warmupMs, seed, sliceMs },
      slices: Math.round(windowMs / sliceMs),
    },
    cores,
    segment: {
      samples: rounds,
      overheadMs: checked.startMs + servers * (warmupMs + REST_MS),
      windowsMs: servers * windowMs,
    },
  };
}

/** Two have an interval, if a wide one. */
const FEWEST = 2;
/** What a server's turns and snapshots take beside its slices. */
const REST_MS = 250;

function noContrasts(): never {
  throw new Error("a round is of one contrast at least");
}

/** By name, in the order in which contrasts name them. */
function sidesOf(planned: readonly TimedPlan[]): [Side, ...Side[]] {
  const all = planned.flatMap(({ a, b }) => [a, b]);
  const byName = new Map(all.map((side) => [side.name, side]));
  const [first, ...rest] = byName.values();
  return first ? [first, ...rest] : noContrasts();
}

interface Checked {
  readonly contrasts: TimedContrast[];
  readonly startMs: number;
}

function check(
  planned: readonly TimedPlan[],
  sides: readonly Side[],
  users: number,
  context: RunContext,
): Promise<Checked> {
  const start = performance.now();
  return withSides(sides, users, context, async (servers) => {
    const startMs = performance.now() - start;
    const found = new Map<string, Seen>();
    for (const [index, server] of servers.entries()) {
      const { name } = sides[index] ?? noContrasts();
      const { workload } = planned[0] ?? noContrasts();
      const probing = await probeCapacity(server, workload, context);
      found.set(name, { server, probing });
    }
    const contrasts: TimedContrast[] = [];
    for (const plan of planned) {
      const [a, b] = [seen(found, plan.a), seen(found, plan.b)];
      contrasts.push(
        emptyContrast(
          plan,
          {
            differences: await checkSides(plan, a.server.url, b.server.url),
            capacity: {
              a: capacityOf(plan.a, a.probing),
              b: capacityOf(plan.b, b.probing),
            },
          },
          { closed: true, open: false },
        ),
      );
    }
    return { contrasts, startMs };
  });
}

interface Seen {
  readonly server: OpenSide;
  readonly probing: Probing;
}

function seen(found: ReadonlyMap<string, Seen>, { name }: Side): Seen {
  return found.get(name) ?? noContrasts();
}

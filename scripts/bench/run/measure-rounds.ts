// Measures contrasts that share sides: in each round a fresh server of each side, under load by turns.
import type { PairedRun, Sample } from "../results/sample";
import type { OpenSide } from "../sides/open-side";
import { type Random, randomBelow, seededRandom } from "../statistics/random";
import { type RunContext, withSides } from "./context";
import { pin } from "./cores";
import type { Eta } from "./eta";
import type { PlannedRounds } from "./plan-rounds";
import { whyRejected } from "./rejection";
import { takeTurns } from "./take-window";

/**
 * Adds a pair to each contrast, and one to the control that they share, as
 * rounds are over. A round with a rejected pair is taken again, but for more
 * than a fifth of all: what was rejected in it is kept and does not count.
 */
export async function measureRounds(
  planned: PlannedRounds,
  eta: Eta,
  context: RunContext,
  onRound: () => void,
): Promise<void> {
  let left = planned.rounds;
  let repeats = Math.ceil(planned.rounds / 5);
  for (let number = 0; left > 0; number++) {
    const isGood = await takeRound(planned, number, eta, context);
    if (isGood || repeats === 0) {
      left--;
      eta.completed(1);
    } else {
      repeats--;
    }
    onRound();
  }
}

async function takeRound(
  planned: PlannedRounds,
  number: number,
  eta: Eta,
  context: RunContext,
): Promise<boolean> {
  const { contrasts, sides } = planned;
  const placed = await takeSamples(planned, number, eta, context);
  const found = new Map(placed.map((one) => [one.name, one]));
  const pair = (a: string, b: string): PairedRun =>
    pairOf(found.get(a) ?? missing(a), found.get(b) ?? missing(b));
  const control = pair(sides[0].name, AGAIN);
  const pairs = contrasts.map(({ a, b }) => pair(a, b));
  for (const [index, contrast] of contrasts.entries()) {
    const taken = pairs[index];
    if (taken) contrast.pairs.push(taken);
    contrast.control.push(control);
  }
  return [control, ...pairs].every(({ rejected }) => rejected === undefined);
}

/** The name of the first side's second server; no side has it. */
const AGAIN = "";

function missing(name: string): never {
  throw new Error(`no side is called ${name}`);
}

interface Placed {
  readonly name: string;
  readonly place: number;
  readonly sample: Sample;
}

/** In an order of its own for every two rounds, the second time turned round. */
function takeSamples(
  planned: PlannedRounds,
  number: number,
  eta: Eta,
  context: RunContext,
): Promise<Placed[]> {
  const { sides, users, turns } = planned;
  const named = sides.map((side) => ({ name: side.name, side }));
  const drawn = shuffled(
    [...named, { name: AGAIN, side: sides[0] }],
    seededRandom(turns.seed + Math.floor(number / 2)),
  );
  const order = number % 2 === 0 ? drawn : drawn.toReversed();
  const plan = {
    ...turns,
    seed: turns.seed + number,
    slices: Math.max(1, Math.round(turns.slices * eta.scale())),
  };
  const started = order.map(({ side }) => side);
  return withSides(started, users, context, async (servers) => {
    await pinAll(servers, planned, context);
    const windows = await takeTurns(servers, plan, context.load);
    return order.map(({ name }, place) => {
      const closed = windows[place];
      return { name, place, sample: { users, ...(closed && { closed }) } };
    });
  });
}

async function pinAll(
  servers: readonly OpenSide[],
  { cores }: PlannedRounds,
  { load }: RunContext,
): Promise<void> {
  if (!cores) return;
  await pin([load.pid], cores.client);
  for (const server of servers) {
    const processes = await server.snapshot();
    await pin(
      processes.map(({ pid }) => pid),
      cores.servers,
    );
  }
}

function pairOf(a: Placed, b: Placed): PairedRun {
  const rejected = [a, b]
    .flatMap(({ sample }) => sample.closed ?? [])
    .map(whyRejected)
    .find((why) => why !== undefined);
  return {
    order: a.place < b.place ? "ab" : "ba",
    ...{ a: a.sample, b: b.sample },
    ...(rejected !== undefined && { rejected }),
  };
}

/** By Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomBelow(left.length, random), 1));
}

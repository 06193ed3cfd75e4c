// Puts faults into chains: those of one are done to one server, which is replaced when it has fallen.
import type { Fault } from "../fault";

/** Of faults that want the same server. */
export interface Chain {
  readonly faults: readonly Fault[];
  /** Whether they are all done at the same time, or one after another. */
  readonly atOnce: boolean;
}

/**
 * Starting a server is what costs most, half a second of a core and more. So
 * faults share one where they can, and those that end it come last.
 *
 * @param lanes how many chains will be worked on at once: whoever wants nothing
 * special of a server is dealt out to as many. What waits longest comes first.
 */
export function chainsOf(faults: readonly Fault[], lanes: number): Chain[] {
  const groups = new Map<string, Fault[]>([[NOTHING_SPECIAL, []]]);
  for (const fault of [...faults].sort(byEnd)) {
    const wish = wishes(fault);
    groups.set(wish, [...(groups.get(wish) ?? []), fault]);
  }
  const [plain = [], ...special] = groups.values();
  return [...special, ...dealt(plain, lanes)]
    .map((some) => ({
      faults: some,
      atOnce: some.every(({ waits }) => waits),
    }))
    .sort((a, b) => Number(b.atOnce) - Number(a.atOnce));
}

/** Of a server, as one text for those who wish for the same. */
function wishes({ env = {}, proxied = false, waits = false }: Fault): string {
  return JSON.stringify([env, proxied, waits]);
}

const NOTHING_SPECIAL = JSON.stringify([{}, false, false]);

function byEnd(a: Fault, b: Fault): number {
  return endsSurely(a) - endsSurely(b);
}

function endsSurely({ ends }: Fault): number {
  return ends === true ? 1 : 0;
}

function dealt(faults: readonly Fault[], hands: number): Fault[][] {
  const all = Array.from({ length: hands }, (_, hand) =>
    faults.filter((_fault, index) => index % hands === hand),
  );
  return all.filter((some) => some.length > 0);
}

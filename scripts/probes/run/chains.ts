// Puts probes into chains: those of one are done to one server, which is replaced when it has fallen.
import type { Probe } from "../probe";

/** Of probes that want the same server. */
export interface Chain<P extends Probe> {
  readonly probes: readonly P[];
  /** Whether they are all done at the same time, or one after another. */
  readonly atOnce: boolean;
}

/**
 * Starting a server is what costs most, half a second of a core and more. So
 * probes share one where they can, and those that end it come last.
 *
 * @param lanes how many chains will be worked on at once: whoever wants nothing
 * special of a server is dealt out to as many. Slow ones come first.
 */
export function chainsOf<P extends Probe>(
  probes: readonly P[],
  lanes: number,
): Chain<P>[] {
  const groups = new Map<string, P[]>([[NOTHING_SPECIAL, []]]);
  for (const probe of [...probes].sort(byHarm)) {
    const wish = wishes(probe);
    groups.set(wish, [...(groups.get(wish) ?? []), probe]);
  }
  const [plain = [], ...special] = groups.values();
  return [...special, ...dealt(plain, lanes)]
    .map((some) => ({
      probes: some,
      atOnce: some.every(({ slow }) => slow),
    }))
    .sort((a, b) => Number(b.atOnce) - Number(a.atOnce));
}

/** Of a server, as one text for those who wish for the same. */
function wishes({ env = {}, proxied = false, slow = false }: Probe): string {
  return JSON.stringify([Object.entries(env), proxied, slow]);
}

const NOTHING_SPECIAL = JSON.stringify([[], false, false]);

function byHarm(a: Probe, b: Probe): number {
  return isDestructive(a) - isDestructive(b);
}

function isDestructive({ destructive }: Probe): number {
  return destructive === true ? 1 : 0;
}

function dealt<P>(probes: readonly P[], hands: number): P[][] {
  const all = Array.from({ length: hands }, (_, hand) =>
    probes.filter((_probe, index) => index % hands === hand),
  );
  return all.filter((some) => some.length > 0);
}

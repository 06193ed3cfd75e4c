// What a run leaves to chance: seeded random numbers, and which side of a pair runs first.

/** Gives the next number of the sequence, in [0, 1). */
export type Random = () => number;

/**
 * The sequence of one seed: Chris Doty-Humphrey's sfc32 (from PractRand,
 * pracrand.sourceforge.net), its state filled from the seed by mulberry32
 * steps and its first 12 outputs thrown away, as PractRand does.
 */
export function seededRandom(seed: number): Random {
  const fill = mulberry32(seed);
  let [a, b, c, counter] = [fill(), fill(), fill(), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let discarded = 0; discarded < 12; discarded++) next();
  return next;
}

/** A whole number from 0 to `below` - 1, each as likely as the others. */
export function randomBelow(below: number, random: Random): number {
  return Math.floor(random() * below);
}

// Tommy Ettinger's mulberry32: good at spreading neighbouring seeds apart.
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) | 0;
  };
}

/** "ab": the contrast's A side runs first; "ba": its B side does. */
export type Order = "ab" | "ba";

/**
 * Orders for so many pairs: two at a time as ABBA or BAAB, each by a coin toss.
 * Within two pairs a machine that slows down steadily hurts both sides equally;
 * the toss keeps any rhythm of the machine from siding with one of them.
 * An odd last pair gets a toss of its own.
 */
export function abbaOrders(pairs: number, random: Random): Order[] {
  const orders: Order[] = [];
  while (orders.length < pairs) {
    orders.push(...(random() < 0.5 ? AB_BA : BA_AB));
  }
  return orders.slice(0, pairs);
}

const AB_BA: readonly Order[] = ["ab", "ba"];
const BA_AB: readonly Order[] = ["ba", "ab"];

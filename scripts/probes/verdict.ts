// How a server comes out of a fault: it survived, or it fell, and how.

export const falls = [
  "crashed",
  "leaked",
  "hung",
  "lost data",
  "wrong answer",
] as const;

export type Fall = (typeof falls)[number];

/** What was seen is said in a few words, for whoever asks why. */
export type Verdict =
  | { readonly verdict: "survived"; readonly observed: string }
  | {
      readonly verdict: "fell";
      readonly how: Fall;
      readonly observed: string;
    };

export type Outcome =
  | Verdict
  | { readonly verdict: "not applicable"; readonly observed: string };

export function survived(observed: string): Verdict {
  return { verdict: "survived", observed };
}

export function fell(how: Fall, observed: string): Verdict {
  return { verdict: "fell", how, observed };
}

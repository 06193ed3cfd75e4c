// What the profile says of six functions, and what you decide for each.

export interface Finding {
  /** Its "total" in the profile, in per cent: with all that it called. */
  readonly percent: number | undefined;
  readonly decision: "change" | "leave" | undefined;
  /** Of a change: what it makes harder for whoever reads the code next. */
  readonly price: string;
}

// From `npm run profile -- --exercise 14` with the starter, Node 24 and two cores.
// With the three changes, the list answers six to seven times as many requests.
export const findings: Readonly<Record<string, Finding>> = {
  readQuery: {
    percent: 17.4,
    decision: "change",
    price:
      "The query's schema is made with the routes: a currency that is added later needs a restart.",
  },
  newestFirst: { percent: 1.2, decision: "leave", price: "" },
  courierOf: { percent: 0, decision: "leave", price: "" },
  showPrice: {
    percent: 29.1,
    decision: "change",
    price:
      "The module has state now: a map of formats that lives as long as the process.",
  },
  logShown: {
    percent: 21.1,
    decision: "change",
    price:
      "The level is asked in two places: whoever raises the line to info has to change both.",
  },
  stringify: { percent: 0.6, decision: "leave", price: "" },
};

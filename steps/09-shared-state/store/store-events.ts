// The log messages about the shared store, which tests and probes match.

export const storeEvents = {
  fails: "the shared store fails",
  well: "the shared store is well again",
  lost: "redis is lost",
  back: "redis is back",
} as const;

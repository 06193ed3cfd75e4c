// What is logged of the shared store, under these words.

export const storeEvents = {
  fails: "the shared store fails",
  well: "the shared store is well again",
  lost: "redis is lost",
  back: "redis is back",
} as const;

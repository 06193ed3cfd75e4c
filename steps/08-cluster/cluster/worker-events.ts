// What the log says about the life of a worker: alerts, tests and tools match these messages.
export const workerEvents = {
  ready: "worker ready",
  silent: "worker silent, killing it",
  ended: "worker ended",
} as const;

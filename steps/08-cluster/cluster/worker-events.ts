// Log messages about workers: alerts, tests and tools match them.
export const workerEvents = {
  ready: "worker ready",
  silent: "worker silent, killing it",
  ended: "worker ended",
} as const;

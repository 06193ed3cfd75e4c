// What the log says about the primary's work: alerts, tests and tools match these messages.
export const primaryEvents = {
  stopping: "stopping",
  restart: "rolling restart",
  restartDone: "rolling restart done",
  restartGivenUp: "rolling restart given up: the new build does not start",
} as const;

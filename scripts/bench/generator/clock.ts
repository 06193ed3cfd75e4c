// The generator's clock: the system's monotonic one, the same in every thread.

/** Microseconds since some fixed moment, with a fraction. */
export type Clock = () => number;

export const monotonicClock: Clock = () =>
  Number(process.hrtime.bigint()) / 1000;

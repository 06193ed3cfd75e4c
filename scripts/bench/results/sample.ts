// What one sample holds: a fresh server process under one or two windows of load.
import { z } from "zod";
import { WindowResult } from "../generator/window-result";
import { ServerDelta } from "../probe/snapshot";

/** A window of load and what the server's processes told of the same time. */
export const Window = z.object({
  load: WindowResult,
  /** Empty where the server is not ours to look into. */
  server: ServerDelta,
  /**
   * The share of all processor time that the hypervisor gave to others, 0 to
   * 1; null where the system does not say.
   */
  steal: z.number().min(0).max(1).nullable(),
  /**
   * Milliseconds of processor time that its database and store took meanwhile;
   * not there where it has none, and 0 where the system does not say.
   */
  services: z.number().nonnegative().optional(),
  /** Cores that other programs kept busy; null where that is not known. */
  others: z.number().nonnegative().nullable(),
});
export type Window = z.infer<typeof Window>;

export const Sample = z.object({
  /** How many users the server began with. */
  users: z.int().nonnegative(),
  /** As fast as it goes: capacity, and the CPU time per request. */
  closed: Window.optional(),
  /** Evenly paced below capacity: latency. */
  open: Window.optional(),
});
export type Sample = z.infer<typeof Sample>;

/** One sample of each side, the one directly after the other. */
export const PairedRun = z.object({
  order: z.enum(["ab", "ba"]),
  a: Sample,
  b: Sample,
  /**
   * Why the pair counts for nothing. Decided by circumstances (the client
   * saturated, time stolen), never by the figures that are compared.
   */
  rejected: z.string().optional(),
});
export type PairedRun = z.infer<typeof PairedRun>;

/** The pairs that count. */
export function usablePairs(runs: readonly PairedRun[]): PairedRun[] {
  return runs.filter(({ rejected }) => rejected === undefined);
}

/** The windows that a sample has. */
export function windowsOf({ closed, open }: Sample): Window[] {
  return [closed, open].filter((window) => window !== undefined);
}

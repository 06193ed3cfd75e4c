// Graceful shutdown of the orders API: loses neither a request nor an order.
import type { Server } from "node:http";
import type { Packing } from "./packing";

export interface ShutdownOptions {
  readonly server: Server;
  readonly packing: Packing;
  /** Resolves after `ms` milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** How long to keep serving after readiness fails, for the load balancer to notice. */
  readonly graceMs: number;
  /** After that, how long requests and packing may take. */
  readonly deadlineMs: number;
}

export interface Shutdown {
  /** From the start of the shutdown on: `GET /readyz` answers 503. */
  readonly isDraining: boolean;
  /** Begins the shutdown; further calls return the same promise. */
  begin(): Promise<"drained" | "cut off">;
}

/** TODO 1: become unready, go on serving for the grace period, and then finish. */
export function gracefulShutdown({ server }: ShutdownOptions): Shutdown {
  return {
    isDraining: false,
    async begin() {
      server.close();
      return "drained";
    },
  };
}

// Ends the orders API without losing a request or an order.
import type { Server } from "node:http";
import type { Packing } from "./packing";

export interface ShutdownOptions {
  readonly server: Server;
  readonly packing: Packing;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** For the balancer to notice, and for kept connections to come by again. */
  readonly graceMs: number;
  /** After that, for what is still being answered and packed. */
  readonly deadlineMs: number;
}

export interface Shutdown {
  /** What `GET /readyz` asks: from the beginning of the end on, it answers 503. */
  readonly isDraining: boolean;
  /** Begins it; whoever asks again gets the same promise. */
  begin(): Promise<"drained" | "cut off">;
}

/** TODO 1: say that it ends, go on serving for the grace, and then finish. */
export function gracefulShutdown({ server }: ShutdownOptions): Shutdown {
  return {
    isDraining: false,
    async begin() {
      server.close();
      return "drained";
    },
  };
}

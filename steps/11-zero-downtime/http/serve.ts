// Reports a server that listens to its supervisor, and drains it before its process ends.
import type { Server } from "node:http";
import type { Logger } from "winston";
import type { z } from "zod";
import { reportReady } from "../../08-cluster/cluster/heartbeat";
import type { ShutdownEnvironment } from "../config/shutdown-environment";
import type { Readiness } from "../health/readiness";
import {
  type ShutDownOptions,
  shutDownOnSignals,
} from "./shut-down-on-signals";

export interface ServeOptions extends Pick<ShutDownOptions, "onDrained"> {
  readonly env: z.infer<typeof ShutdownEnvironment>;
  readonly logger: Logger;
  readonly state: Readiness;
}

export function serve(
  server: Server,
  { env, logger, state, onDrained }: ServeOptions,
): void {
  reportReady(server);
  shutDownOnSignals(server, {
    graceMs: env.SHUTDOWN_GRACE_MS,
    deadlineMs: env.SHUTDOWN_DEADLINE_MS,
    onDraining: () => state.draining(),
    onDrained,
    logger,
  });
}

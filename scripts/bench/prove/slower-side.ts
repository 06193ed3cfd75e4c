// The same server with a known CPU time added to each request.
import { join } from "node:path";
import type { ServerSide } from "../sides/side";

export function slowerSide(side: ServerSide, microseconds: number): ServerSide {
  return {
    ...side,
    name: `${side.name} with ${microseconds.toFixed(1)} µs more`,
    env: { ...side.env, WORKSHOP_BURN_US: String(microseconds) },
    execArgv: [...side.execArgv, "-r", join(__dirname, "burn-preload.ts")],
  };
}

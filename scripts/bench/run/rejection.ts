// Why a window is rejected: circumstances that void its figures.
import { lostRequests, writtenRequests } from "../generator/ledger";
import { cpuMsOf } from "../probe/snapshot";
import type { Window } from "../results/sample";
import { sum } from "../statistics/averages";

/*
 * Nothing here looks at the figures that are compared: a rule that did could
 * choose its result.
 */

/** A client that spends more of a core than this has no time to measure. */
const BUSY_CLIENT = 0.9;
/** Less of a core than this, and something else slowed the closed loop. */
const IDLE_SERVER = 0.7;
const MOST_STEAL = 0.1;
/** Milliseconds by which the pacer may be late, at the median and rarely. */
const LATE_TYPICALLY = 1;
const LATE_RARELY = 10;

/** Undefined for a window that counts. */
export function whyRejected(window: Window): string | undefined {
  const { load, steal } = window;
  if (load.unusable !== undefined) return load.unusable;
  if (steal !== null && steal > MOST_STEAL) return "other machines took time";
  const client = load.client.cpuMs / load.client.wallMs;
  if (client > BUSY_CLIENT) return "the client was saturated";
  if (isLate(window)) return "the client was late";
  if (load.loop === "closed" && isIdle(window)) {
    return "neither side was near a core";
  }
  return miscounted(window) ? "the server counted other requests" : undefined;
}

function isLate({ load }: Window): boolean {
  const { lateness } = load.client;
  if (!lateness || lateness.count === 0) return false;
  return (
    lateness.p50 > LATE_TYPICALLY * 1000 || lateness.p99 > LATE_RARELY * 1000
  );
}

/**
 * Unknown for a server that is not probed. One that waits for its
 * database is not slowed by something else.
 */
function isIdle({ load, server, services = 0 }: Window): boolean {
  if (server.processes.length === 0) return false;
  const cpuMs = cpuMsOf(server.processes) + services;
  return cpuMs / load.sendingMs < IDLE_SERVER;
}

/**
 * The server's own count against the ledger's. What was lost on the way may or
 * may not have arrived.
 */
function miscounted({ load, server }: Window): boolean {
  if (server.processes.length === 0 || server.ended.length > 0) return false;
  const counted = sum(
    server.processes.map(({ requestsStarted }) => requestsStarted),
  );
  const { ledger } = load;
  const written = writtenRequests(ledger);
  const uncertain = ledger.inFlight + lostRequests(ledger);
  return counted > written || counted < written - uncertain;
}

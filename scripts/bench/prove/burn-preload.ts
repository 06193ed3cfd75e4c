// Adds a known CPU time to every request of a server, loaded before it by `node -r`.
import { channel } from "node:diagnostics_channel";
import { isMainThread } from "node:worker_threads";

/*
 * The instrument is proved by finding what was put in: CPU time, and not time,
 * which passes while other processes compute.
 */
const microseconds = Number(process.env.WORKSHOP_BURN_US ?? 0);

if (isMainThread && microseconds > 0) {
  channel("http.server.request.start").subscribe(() => burn(microseconds));
}

function burn(atLeast: number): void {
  const start = process.cpuUsage();
  let spent = 0;
  while (spent < atLeast) {
    const { user, system } = process.cpuUsage(start);
    spent = user + system;
  }
}

// Adds a known CPU time to every request of a server, loaded before it by `node -r`.
import { channel } from "node:diagnostics_channel";
import { isMainThread } from "node:worker_threads";

/*
 * The instrument is proved by finding what was put in. A loop that watches the
 * clock takes as long as it is told to; on a server that is near a core that
 * is CPU time as well.
 */
const microseconds = Number(process.env.WORKSHOP_BURN_US ?? 0);

if (isMainThread && microseconds > 0) {
  channel("http.server.request.start").subscribe(() => {
    const end = performance.now() + microseconds / 1000;
    while (performance.now() < end);
  });
}

// The server's end of the probe, loaded before the server by `node -r`.
import cluster from "node:cluster";
import { channel } from "node:diagnostics_channel";
import { connect, type Socket } from "node:net";
import {
  type IntervalHistogram,
  monitorEventLoopDelay,
  performance,
} from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";
import { onJsonLine } from "../../servers/host/local-socket";
import type { FromProbe, ProcessSnapshot, ToProbe } from "./snapshot";

/*
 * No step contains measuring code, so all of it is here. It loads nothing but
 * Node, changes nothing, and holds nothing open: a server that would end by
 * itself still does, and one whose probe has gone goes on.
 */

const RESOLUTION_MS = 10;

const address = process.env.WORKSHOP_PROBE;
// Threads inherit the `-r`, and their CPU time is in that of the process.
if (address && isMainThread) report(connect(address));

function report(socket: Socket): void {
  const requests = countRequests();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const say = (message: ToProbe): void => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  socket.unref();
  socket.on("error", () => {});
  say({ hello: { pid: process.pid } });
  onJsonLine(socket, (question) => {
    if (!isQuestion(question)) return;
    const { snapshot, resetDelay } = question;
    const answer = (): void => {
      const loopDelay = readDelay(delay);
      say({
        snapshot,
        process: { ...readProcess(), loopDelay, ...requests() },
      });
    };
    if (!resetDelay) return answer();
    delay.reset();
    // The monitor overlooks what comes before its first tick.
    setTimeout(answer, 2 * RESOLUTION_MS).unref();
  });
}

/** The monitor measures from one tick to the next: its period is taken off. */
function readDelay(delay: IntervalHistogram): ProcessSnapshot["loopDelay"] {
  const beyondPeriod = (nanoseconds: number): number =>
    Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    p50Ms: beyondPeriod(delay.percentile(50)),
    p99Ms: beyondPeriod(delay.percentile(99)),
    maxMs: beyondPeriod(delay.max),
  };
}

function isQuestion(value: unknown): value is FromProbe {
  return typeof value === "object" && value !== null && "snapshot" in value;
}

function readProcess(): Omit<
  ProcessSnapshot,
  "loopDelay" | "requestsStarted" | "responsesFinished"
> {
  const { user, system } = process.cpuUsage();
  const { idle, active } = performance.eventLoopUtilization();
  return {
    pid: process.pid,
    parentPid: process.ppid,
    ...(cluster.worker && { worker: cluster.worker.id }),
    aliveMs: performance.now(),
    cpuUserMs: user / 1000,
    cpuSystemMs: system / 1000,
    rssBytes: process.memoryUsage.rss(),
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
    loopIdleMs: idle,
    loopActiveMs: active,
  };
}

function countRequests(): () => Pick<
  ProcessSnapshot,
  "requestsStarted" | "responsesFinished"
> {
  let [requestsStarted, responsesFinished] = [0, 0];
  channel("http.server.request.start").subscribe(() => {
    requestsStarted++;
  });
  channel("http.server.response.finish").subscribe(() => {
    responsesFinished++;
  });
  return () => ({ requestsStarted, responsesFinished });
}

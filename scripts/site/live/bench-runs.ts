// Starts a bench from a slide, and sends what it says meanwhile as it says it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { RequestHandler } from "express";
import { HttpError } from "../../../steps/04-errors/errors/http-error";
import { root } from "../../servers/host/paths";
import { errorMessage } from "../../servers/host/system-error";
import { stepNamed } from "../urls";

export interface BenchRuns {
  /** For the route `/bench/:step`. */
  readonly run: RequestHandler<{ step: string }>;
  /** Ends what runs; the samples that it has taken are kept. */
  close(): Promise<void>;
}

export interface BenchRunsOptions {
  /** The arguments for Node that measure a step. */
  readonly command?: (step: number) => readonly string[];
}

/** One at a time: two would measure each other. */
export function benchRuns({
  command = quickBench,
}: BenchRunsOptions = {}): BenchRuns {
  let running: ChildProcess | undefined;
  return {
    async run(req, res) {
      const step = stepNamed(req.params.step);
      if (!step) throw new HttpError(404, "step_not_found", "No such step.");
      if (running) {
        throw new HttpError(409, "bench_running", "A bench is running.");
      }
      const child = spawn(process.execPath, command(step.number), {
        cwd: root,
        stdio: ["ignore", "ignore", "pipe"],
      });
      running = child;
      const end = () => {
        running = undefined;
      };
      child.once("close", end).once("error", end);
      await once(child, "spawn").catch((error: unknown) => {
        throw new HttpError(
          503,
          "bench_not_started",
          `The bench cannot be started: ${errorMessage(error)}.`,
        );
      });
      res.type("text/plain").set("Cache-Control", "no-store");
      // The reader left the page: stop measuring.
      res.once("close", () => child.kill("SIGINT"));
      await pipeline(child.stderr, res).catch(() => {});
    },
    async close() {
      const child = running;
      if (!child) return;
      child.kill("SIGINT");
      await once(child, "close");
    },
  };
}

function quickBench(step: number): string[] {
  const entry = join(root, "scripts", "cli", "start.js");
  return [entry, "bench", String(step), "--quick"];
}

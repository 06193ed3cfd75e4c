// Lets any worker give the metrics of all: it asks the primary, which asks every worker.
import cluster, { Worker } from "node:cluster";
import { z } from "zod";
import { keepCounts, mergeMetrics, type Snapshot } from "./merge-metrics";

/** A worker that does not answer is left out: it may be the one to be found. */
const PATIENCE_MS = 1000;

const Message = z.discriminatedUnion("metrics", [
  z.object({ metrics: z.literal("wanted"), id: z.number() }),
  z.object({ metrics: z.literal("asked"), id: z.number() }),
  z.object({
    metrics: z.literal("told"),
    id: z.number(),
    snapshot: z.custom<Snapshot>(Array.isArray),
  }),
  z.object({ metrics: z.literal("merged"), id: z.number(), text: z.string() }),
]);
type Message = z.infer<typeof Message>;

/** In the primary, before it forks. */
export function gatherMetrics(): void {
  const latest = new Map<number, Snapshot>();
  let ended: Promise<Snapshot> = Promise.resolve([]);
  const asked = new Map<number, (worker: number) => void>();
  let questions = 0;

  cluster.on("exit", ({ id }) => {
    // Sums over processes must not fall when one ends: Prometheus would take
    // that for a restart of all, and count everything again.
    const last = latest.get(id) ?? [];
    latest.delete(id);
    ended = ended.then((before) => keepCounts([before, last]));
  });
  cluster.on("message", (worker, received) => {
    const message = read(received);
    if (message?.metrics === "wanted") void answer(worker, message.id);
    if (message?.metrics === "told") {
      latest.set(worker.id, message.snapshot);
      asked.get(message.id)?.(worker.id);
    }
  });

  async function answer(asker: Worker, id: number): Promise<void> {
    const workers = Object.values(cluster.workers ?? {})
      .filter((worker) => worker !== undefined)
      .filter((worker) => worker.isConnected());
    const told = new Set<number>();
    const question = ++questions;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      asked.set(question, (worker) => {
        told.add(worker);
        if (told.size < workers.length) return;
        clearTimeout(timer);
        resolve();
      });
      for (const worker of workers) {
        send(worker, { metrics: "asked", id: question });
      }
    });
    asked.delete(question);
    const total = [...latest.values(), await ended, [answering(told.size)]];
    const text = await mergeMetrics(total);
    if (asker.isConnected()) send(asker, { metrics: "merged", id, text });
  }
}

/** In a worker: answers the primary, and asks it. Alone, it has its own to tell. */
export function workersMetrics(
  snapshot: () => Promise<Snapshot>,
): () => Promise<string> {
  if (!cluster.isWorker) return async () => mergeMetrics([await snapshot()]);

  const waiting = new Map<number, (text: string) => void>();
  let questions = 0;
  process.on("message", async (received) => {
    const message = read(received);
    if (message?.metrics === "asked") {
      const { id } = message;
      send(process, { metrics: "told", id, snapshot: await snapshot() });
    }
    if (message?.metrics === "merged") {
      waiting.get(message.id)?.(message.text);
      waiting.delete(message.id);
    }
  });
  return () =>
    new Promise((resolve) => {
      const id = ++questions;
      waiting.set(id, resolve);
      send(process, { metrics: "wanted", id });
    });
}

function answering(workers: number): Snapshot[number] {
  return {
    name: "workers_answering",
    help: "Workers that told their metrics in time.",
    type: "gauge",
    aggregator: "first",
    values: [{ value: workers, labels: {} }],
  };
}

function read(received: unknown): Message | undefined {
  return Message.safeParse(received).data;
}

function send(to: Worker | NodeJS.Process, message: Message): void {
  if (to instanceof Worker) to.send(message);
  else to.send?.(message);
}

// Lets any worker report the metrics of all: it asks the primary, which collects from every worker.
import cluster, { Worker } from "node:cluster";
import { z } from "zod";
import { keepCounts, mergeMetrics, type Snapshot } from "./merge-metrics";

/** A worker that does not reply in time is left out: it may be the one in trouble. */
const TIMEOUT_MS = 1000;

const Message = z.discriminatedUnion("metrics", [
  z.object({ metrics: z.literal("scrape"), id: z.number() }),
  z.object({ metrics: z.literal("request"), id: z.number() }),
  z.object({
    metrics: z.literal("snapshot"),
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
  const collecting = new Map<number, (worker: number) => void>();
  let requests = 0;

  cluster.on("exit", ({ id }) => {
    // A counter must not fall when a process ends: Prometheus would take that for
    // a reset, and count everything twice.
    const last = latest.get(id) ?? [];
    latest.delete(id);
    ended = ended.then((before) => keepCounts([before, last]));
  });
  cluster.on("message", (worker, received) => {
    const message = read(received);
    if (message?.metrics === "scrape") void reply(worker, message.id);
    if (message?.metrics === "snapshot") {
      latest.set(worker.id, message.snapshot);
      collecting.get(message.id)?.(worker.id);
    }
  });

  async function reply(scraped: Worker, id: number): Promise<void> {
    const workers = Object.values(cluster.workers ?? {})
      .filter((worker) => worker !== undefined)
      .filter((worker) => worker.isConnected());
    const received = new Set<number>();
    const request = ++requests;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, TIMEOUT_MS);
      collecting.set(request, (worker) => {
        received.add(worker);
        if (received.size < workers.length) return;
        clearTimeout(timer);
        resolve();
      });
      for (const worker of workers) {
        send(worker, { metrics: "request", id: request });
      }
    });
    collecting.delete(request);
    const total = [
      ...latest.values(),
      await ended,
      [respondingWorkers(received.size)],
    ];
    const text = await mergeMetrics(total);
    if (scraped.isConnected()) send(scraped, { metrics: "merged", id, text });
  }
}

/** In a worker: replies to the primary, and asks it. A process without a primary reports its own. */
export function workersMetrics(
  snapshot: () => Promise<Snapshot>,
): () => Promise<string> {
  if (!cluster.isWorker) return async () => mergeMetrics([await snapshot()]);

  const waiting = new Map<number, (text: string) => void>();
  let scrapes = 0;
  process.on("message", async (received) => {
    const message = read(received);
    if (message?.metrics === "request") {
      const { id } = message;
      send(process, { metrics: "snapshot", id, snapshot: await snapshot() });
    }
    if (message?.metrics === "merged") {
      waiting.get(message.id)?.(message.text);
      waiting.delete(message.id);
    }
  });
  return () =>
    new Promise((resolve) => {
      const id = ++scrapes;
      waiting.set(id, resolve);
      send(process, { metrics: "scrape", id });
    });
}

function respondingWorkers(workers: number): Snapshot[number] {
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

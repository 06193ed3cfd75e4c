// The orders API for the tests: on a real port, with work that ends and time that passes when the test says so.
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { gracefulShutdown, type Shutdown } from "../graceful-shutdown";
import { createApp } from "../orders-app";
import { Packing } from "../packing";

export const graceMs = 5000;
export const deadlineMs = 10_000;

/** Work that takes until it is told to end. */
class Held {
  readonly #begun: (() => void)[] = [];

  begin = (): Promise<void> =>
    new Promise((resolve) => {
      this.#begun.push(resolve);
    });

  get count(): number {
    return this.#begun.length;
  }

  end(): void {
    for (const resolve of this.#begun.splice(0)) resolve();
  }
}

export async function openApi() {
  const packing = new Packing();
  const packed = new Held();
  const searches = new Held();
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  let shutdown: Shutdown | undefined;
  let isHeld = false;

  const app = createApp({
    packing,
    isDraining: () => shutdown?.isDraining ?? false,
    pack: packed.begin,
    async find() {
      if (isHeld) await searches.begin();
      return ["lamp"];
    },
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const agent = new Agent({ keepAlive: true });
  const wait = (ms: number) =>
    new Promise<void>((end) => {
      waits.push({ ms, end });
    });
  shutdown = gracefulShutdown({
    server,
    packing,
    wait,
    graceMs,
    deadlineMs,
  });
  const { begin } = shutdown;

  /** Sends a request; resolves to status and Connection, or to how it was lost. */
  async function send(method: string, path: string): Promise<string> {
    try {
      const options = { host: "127.0.0.1", port, method, path, agent };
      const sent = request(options).end();
      const [response] = await once(sent, "response");
      await text(response);
      return `${response.statusCode}, ${response.headers.connection}`;
    } catch {
      return "lost";
    }
  }

  return {
    begin: () => begin.call(shutdown),
    get: (path: string) => send("GET", path),
    order: () => send("POST", "/orders"),
    /** A request that is being answered, until `release`. */
    async holdRequest() {
      isHeld = true;
      const response = send("GET", "/orders");
      while (searches.count === 0) await sleep(1);
      isHeld = false;
      return { response, release: () => searches.end() };
    },
    finishPacking: () => packed.end(),
    /** What has been waited for so far, in milliseconds. */
    waits: () => waits.map(({ ms }) => ms),
    /** Ends every wait of so many milliseconds. */
    async pass(ms: number) {
      for (const one of waits) if (one.ms === ms) one.end();
      await sleep(1);
    },
    isListening: () => server.listening,
    async close() {
      agent.destroy();
      packed.end();
      searches.end();
      for (const one of waits) one.end();
      server.close().closeAllConnections();
    },
  };
}

/** What the promise comes to; a bound for what would never end. */
export async function outcomeOf<T>(
  promise: Promise<T>,
  withinMs = 2000,
): Promise<T | string> {
  const timer = new AbortController();
  const late = sleep(withinMs, "does not end", { signal: timer.signal });
  late.catch(() => {}); // Aborted, below.
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

/** A fleet in memory, which writes down what is done to it. */
export class MemoryFleet {
  readonly story: string[] = [];
  #serving: string[];
  /** Called before each start; where it throws, the start fails. */
  onStart: (name: string) => void = () => {};
  #started = 0;

  constructor(...names: string[]) {
    this.#serving = names;
  }

  workers(): readonly string[] {
    return [...this.#serving];
  }

  async start(): Promise<string> {
    this.#started += 1;
    const name = `new ${this.#started}`;
    this.story.push(`${name} starts`);
    await sleep(1);
    this.onStart(name);
    this.#serving.push(name);
    this.story.push(`${name} is ready`);
    return name;
  }

  async retire(name: string): Promise<void> {
    this.story.push(`${name} drains`);
    this.#serving = this.#serving.filter((other) => other !== name);
    await sleep(1);
    this.story.push(`${name} has ended`);
  }

  /** One dies, and the supervisor replaces it. */
  dies(name: string, successor: string): void {
    this.#serving = this.#serving.filter((other) => other !== name);
    this.#serving.push(successor);
  }
}

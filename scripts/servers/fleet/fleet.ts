// Several nodes of one server behind an nginx, on this machine.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { unusedPort } from "../host/free-port";
import { fillTemplate } from "../services/nginx/configuration";
import { type Nginx, startNginx } from "../services/nginx/start-nginx";
import {
  describeExit,
  type Exit,
  ServerStartError,
} from "../start/server-start-error";
import { type RunningServer, startServer } from "../start/start-server";

export interface FleetOptions {
  /** The file that each node runs. */
  readonly entry: string;
  readonly nodes: number;
  /** Where nginx listens. */
  readonly port: number;
  readonly host: string;
  /** The site's template, with `${PORT}` and `${NODES}`. */
  readonly template: string;
  /** What else nginx logs, as its configuration says it. */
  readonly log?: string;
  /** For the nodes. */
  readonly env: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  onOutput(chunk: string): void;
  /** What happens to nodes and to nginx, in a line each. */
  onNews(line: string): void;
  /** Called once, when nginx or the last node does not come back. */
  onGivenUp(): void;
  /** From an end to the next start; twice as long after each that fails. */
  readonly pauseMs?: number;
}

/** So many starts, one after another, may fail. */
const attempts = 5;

/** As long as nginx sends a node nothing after it has failed once. */
const asideSeconds = 2;
/** From a node's start until nginx surely sends it something again. */
const asideMs = asideSeconds * 1000 + 1000;
const longestStartMs = 120_000;
const longestStopMs = 30_000;

export class Fleet {
  readonly #options: FleetOptions;
  readonly #ports: readonly number[];
  readonly #nodes = new Map<number, RunningServer>();
  /** By port, each until nginx has that node again; nginx, until it is back. */
  readonly #away = new Map<number | "nginx", Promise<unknown>>();
  /** The ports of those that are being started again. */
  readonly #returning = new Set<number>();
  #nginx: Nginx | undefined;
  #deploying: Promise<void> = Promise.resolve();
  #stopping = false;

  private constructor(options: FleetOptions, ports: readonly number[]) {
    this.#options = options;
    this.#ports = ports;
  }

  /** @throws UserError (1) for a node that does not start, or without nginx. */
  static async start(options: FleetOptions): Promise<Fleet> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await Fleet.#startAt(await unusedPorts(options.nodes), options);
      } catch (error) {
        if (attempt === attempts || !isPortOfNode(error, options)) throw error;
      }
    }
  }

  static async #startAt(
    ports: readonly number[],
    options: FleetOptions,
  ): Promise<Fleet> {
    const fleet = new Fleet(options, ports);
    try {
      const nginx = fleet.#startNginx();
      const nodesStart = ports.map((port) => fleet.#startNode(port));
      const settled = await Promise.allSettled([nginx, ...nodesStart]);
      for (const one of settled) {
        if (one.status === "rejected") throw one.reason;
      }
    } catch (error) {
      await fleet.stop();
      throw error;
    }
    return fleet;
  }

  /** The file with a line for each request: to which node it went. */
  get accessLog(): string {
    return this.#nginx?.accessLog ?? "";
  }

  /**
   * Replaces the nodes by new processes, one after the other, each on the port
   * that it had; nginx sends what comes meanwhile to the others, so none goes
   * before it has all of these. Ends at the first one that does not start: the
   * others go on with the build they have.
   */
  deploy(): Promise<void> {
    this.#deploying = this.#deploying.then(async () => {
      for (const port of this.#ports) {
        await Promise.all(this.#away.values());
        if (this.#stopping || !(await this.#replace(port))) return;
      }
      await Promise.all(this.#away.values());
    });
    return this.#deploying;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#nginx?.stop();
    await Promise.all([...this.#nodes.values()].map((node) => node.stop()));
  }

  async #startNginx(): Promise<void> {
    const nginx = await startNginx(this.#site());
    this.#nginx = nginx;
    void nginx.exited.then(() => {
      if (this.#stopping) return;
      this.#options.onNews("nginx ended.");
      this.#away.set("nginx", this.#restartNginx());
    });
  }

  async #restartNginx(): Promise<void> {
    const isBack = await this.#startAgain("nginx", () => this.#startNginx());
    if (!isBack) this.#options.onGivenUp();
  }

  async #startNode(port: number): Promise<void> {
    const { entry, env, execArgv = [], onOutput } = this.#options;
    const node = await startServer({
      entry,
      env: { ...env, HOST: "127.0.0.1", PORT: String(port) },
      execArgv: [...execArgv],
      onOutput,
      readyTimeoutMs: longestStartMs,
      stopTimeoutMs: longestStopMs,
    });
    this.#nodes.set(port, node);
    void node.exited.then((exit) => this.#ended(port, node, exit));
  }

  /** Started again as a platform would, unless it was told to end. */
  #ended(port: number, node: RunningServer, exit: Exit): void {
    if (this.#stopping || this.#nodes.get(port) !== node) return;
    this.#nodes.delete(port);
    const { onNews } = this.#options;
    onNews(`Node ${this.#name(port)} ended ${describeExit(exit)}.`);
    this.#away.set(port, this.#restartNode(port).then(untilTaken));
  }

  async #restartNode(port: number): Promise<void> {
    this.#returning.add(port);
    const isBack = await this.#startAgain(`Node ${this.#name(port)}`, () =>
      this.#startNode(port),
    );
    this.#returning.delete(port);
    if (!isBack) this.#giveUpWithoutNodes();
  }

  #giveUpWithoutNodes(): void {
    const left = this.#nodes.size + this.#returning.size;
    if (left === 0) this.#options.onGivenUp();
  }

  /** @returns whether it is back; not if it failed too often. */
  async #startAgain(
    name: string,
    start: () => Promise<void>,
  ): Promise<boolean> {
    const { onNews, pauseMs = 1000 } = this.#options;
    for (let attempt = 0; attempt < attempts; attempt++) {
      await delay(pauseMs * 2 ** attempt);
      if (this.#stopping) return true;
      const isBack = await start().then(
        () => true,
        () => false,
      );
      onNews(`${name} ${isBack ? "is back" : "does not start"}.`);
      if (isBack) return true;
    }
    onNews(`${name} does not come back: ${attempts} starts have failed.`);
    return false;
  }

  /** @returns whether the new one has started */
  async #replace(port: number): Promise<boolean> {
    const { onNews } = this.#options;
    const node = this.#nodes.get(port);
    this.#nodes.delete(port);
    onNews(`Node ${this.#name(port)} drains.`);
    await node?.stop();
    try {
      await this.#startNode(port);
    } catch (error) {
      if (!(error instanceof ServerStartError)) throw error;
      onNews(`Node ${this.#name(port)} does not start: the deploy ends here.`);
      this.#giveUpWithoutNodes();
      return false;
    }
    onNews(`Node ${this.#name(port)} is replaced.`);
    this.#away.set(port, untilTaken());
    return true;
  }

  /** As people count: 1, 2, … */
  #name(port: number): number {
    return this.#ports.indexOf(port) + 1;
  }

  #site(): string {
    const { template, log = "", host, port } = this.#options;
    const nodes = this.#ports.map(
      (each) =>
        `server 127.0.0.1:${each} max_fails=1 fail_timeout=${asideSeconds}s;`,
    );
    const site = fillTemplate(readFileSync(template, "utf8"), {
      PORT: `${host}:${port}`,
      NODES: nodes.join("\n    "),
    });
    return log + site;
  }
}

/** nginx may have put it aside. If the next one went at once, it would know of none. */
function untilTaken(): Promise<unknown> {
  return delay(asideMs, undefined, { ref: false });
}

async function unusedPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await unusedPort());
  return [...ports];
}

/** Until a node listens, which takes seconds, another process may take its port. */
function isPortOfNode(error: unknown, { port }: FleetOptions): boolean {
  if (!(error instanceof ServerStartError)) return false;
  return error.takenPort !== undefined && error.takenPort !== port;
}

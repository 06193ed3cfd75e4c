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
  /** For the nodes. */
  readonly env: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  onOutput(chunk: string): void;
  /** What happens to nodes, in a line each. */
  onNews(line: string): void;
}

/** As long as nginx sends a node nothing after it has failed once. */
const asideSeconds = 2;
const pauseMs = 1000;
/** From a node's start until nginx surely sends it something again. */
const asideMs = asideSeconds * 1000 + pauseMs;
const longestStartMs = 120_000;
const longestStopMs = 30_000;

export class Fleet {
  readonly #options: FleetOptions;
  readonly #ports: number[];
  readonly #nodes = new Map<number, RunningServer>();
  /** By port, each until nginx has that node again, whatever took it away. */
  readonly #away = new Map<number, Promise<unknown>>();
  #nginx: Nginx | undefined;
  #deploying: Promise<void> = Promise.resolve();
  #stopping = false;

  private constructor(options: FleetOptions, ports: number[]) {
    this.#options = options;
    this.#ports = ports;
  }

  /** @throws UserError (1) for a node that does not start, or without nginx. */
  static async start(options: FleetOptions): Promise<Fleet> {
    const { nodes } = options;
    const ports = new Set<number>();
    while (ports.size < nodes) ports.add(await unusedPort());
    const fleet = new Fleet(options, [...ports]);
    try {
      const nginx = startNginx(fleet.#site()).then((started) => {
        fleet.#nginx = started;
      });
      const nodesStart = [...ports].map((port) => fleet.#startNode(port));
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
  async #ended(port: number, node: RunningServer, exit: Exit): Promise<void> {
    if (this.#stopping || this.#nodes.get(port) !== node) return;
    this.#nodes.delete(port);
    const { onNews } = this.#options;
    onNews(`Node ${this.#name(port)} ended ${describeExit(exit)}.`);
    const back = this.#comeBack(port);
    this.#away.set(port, back.then(untilTaken));
    await back;
  }

  async #comeBack(port: number): Promise<void> {
    const { onNews } = this.#options;
    await delay(pauseMs);
    if (this.#stopping || this.#nodes.has(port)) return;
    await this.#startNode(port).then(
      () => onNews(`Node ${this.#name(port)} is back.`),
      () => onNews(`Node ${this.#name(port)} does not come back.`),
    );
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
    const { template, host, port } = this.#options;
    const nodes = this.#ports.map(
      (each) =>
        `server 127.0.0.1:${each} max_fails=1 fail_timeout=${asideSeconds}s;`,
    );
    return fillTemplate(readFileSync(template, "utf8"), {
      PORT: `${host}:${port}`,
      NODES: nodes.join("\n    "),
    });
  }
}

/** nginx may have put it aside. If the next one went at once, it would know of none. */
function untilTaken(): Promise<unknown> {
  return delay(asideMs, undefined, { ref: false });
}

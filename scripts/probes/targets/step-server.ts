// A step's server while it runs, with what is asked of it from outside.
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { fleetEntry, fleetEnvironment } from "../../servers/fleet/fleet-for";
import { root } from "../../servers/host/paths";
import { temporaryFolder } from "../../servers/host/temporary-folder";
import {
  type Address,
  type Message,
  type Outcome,
  request,
} from "../../servers/http/request";
import {
  type TemporaryServices,
  temporaryServices,
} from "../../servers/services/temporary-services";
import {
  type RunningServer,
  startServer,
} from "../../servers/start/start-server";
import { type Subject, usersService } from "./subject";
import { withoutFolder, withoutTable } from "./without-data";

/** How many users a server starts with. */
const SEED_COUNT = 30;

type Environment = Readonly<Record<string, string>>;

/** What is undefined is not set at all. */
export type Wish = Readonly<Record<string, string | undefined>>;

/** Changes what a server finds its services by. */
export type Via = (found: Environment) => Environment;

export class StepServer {
  readonly subject: Subject;
  /** Where it keeps its users, through restarts as well. */
  readonly dataDirectory: string;
  readonly #data = temporaryFolder("data");
  /** Its database and store, through restarts as well; undefined until then. */
  #services: TemporaryServices | undefined;
  #processes: RunningServer[] = [];
  #output = "";
  readonly #prints = new EventEmitter();
  readonly #given: Wish;
  readonly #via: Via;

  private constructor(subject: Subject, given: Wish, via: Via) {
    this.subject = subject;
    this.#given = given;
    this.#via = via;
    this.dataDirectory = this.#data.path;
  }

  /** @throws ServerStartError where it does not come up. */
  static async start(
    subject: Subject,
    env: Wish = {},
    via: Via = (found) => found,
  ): Promise<StepServer> {
    const server = new StepServer(subject, env, via);
    try {
      server.#services = await temporaryServices(subject.step, subject.store);
      await server.#start();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The process that clients talk to. */
  get process(): RunningServer {
    const [front] = this.#processes;
    if (!front) throw new Error("The server has not been started.");
    return front;
  }

  get port(): number {
    return this.process.port;
  }

  /** The same, as whoever sends something on a wire wants it. */
  get at(): Address {
    return this.port;
  }

  /** Its own database; undefined where the step has none. */
  get databaseUrl(): string | undefined {
    return this.#services?.env.DATABASE_URL;
  }

  /** Its own database in Redis; undefined where it has none. */
  get redisUrl(): string | undefined {
    return this.#services?.env.REDIS_URL;
  }

  /** All that it has printed, before a restart as well. */
  get output(): string {
    return this.#output;
  }

  /** Sends a request with the credentials that the step asks for. */
  send(message: Message): Promise<Outcome> {
    return request(this.port, this.withCredentials(message));
  }

  /** Sends a request from somebody who has none. */
  sendAsStranger(message: Message): Promise<Outcome> {
    return request(this.port, message);
  }

  withCredentials(message: Message): Message {
    const key = this.subject.step.env?.API_KEY;
    if (key === undefined) return message;
    return { ...message, headers: { "X-Api-Key": key, ...message.headers } };
  }

  /** Resolves to what `read` finds in the output, as soon as it finds it. */
  async printed<T>(read: (output: string) => T | undefined): Promise<T> {
    for (;;) {
      const found = read(this.#output);
      if (found !== undefined) return found;
      await once(this.#prints, "output");
    }
  }

  /** Has the task done while its users are away, and so every write fails. */
  withoutData<T>(task: () => Promise<T>): Promise<T> {
    const { databaseUrl, dataDirectory } = this;
    return databaseUrl === undefined
      ? withoutFolder(dataDirectory, task)
      : withoutTable(databaseUrl, "users", task);
  }

  async isUp(): Promise<boolean> {
    const answer = await this.sendAsStranger({ path: "/healthz" });
    return answer?.status === 200;
  }

  /** What became of it, in words. */
  async fate(): Promise<string> {
    if (await this.isUp()) return "stays up";
    const { code, signal } = await this.process.exited;
    return `dies with ${signal ?? `exit code ${code}`}`;
  }

  /** Ends all of it by SIGKILL, without waiting for anything. */
  kill(): void {
    for (const process of this.#processes) process.kill("SIGKILL");
  }

  /** Ends all of it by SIGKILL, and starts it again on the same data. */
  async restart(whileDown: () => void = () => {}): Promise<void> {
    await this.#end((process) => {
      process.kill("SIGKILL");
      return process.exited;
    });
    whileDown();
    await this.#start();
  }

  async stop(): Promise<void> {
    await this.#end((process) => process.stop());
    await this.#services?.stop();
    this.#data.remove();
  }

  async #start(): Promise<void> {
    const given = this.#given;
    const { step, entry, split, nodes } = this.subject;
    const env: Record<string, string | undefined> = {
      ...{ SEED_USERS: String(SEED_COUNT), RATE_LIMIT: "1000000" },
      // A busy machine is no store that fails, and no overload.
      ...{ STORE_TIMEOUT_MS: "20000", MAX_LAG_MS: "20000", TARGET_MS: "20000" },
      ...{ USERS_SERVICE_TIMEOUT_MS: "20000" },
      // What the shell has set is the learner's own.
      ...{ ...step.env, DATA_DIR: this.dataDirectory, NODE_ENV: "development" },
    };
    const found: Record<string, string> = { ...this.#services?.env };
    if (split) {
      const entry = usersService(step);
      const service = await startServer({ entry, env: { ...env, ...given } });
      this.#processes.unshift(service);
      found.USERS_SERVICE_URL = service.url;
    }
    Object.assign(env, this.#via(found), given);
    // Nodes are what is counted: one worker each.
    if (nodes) {
      Object.assign(
        env,
        { WORKERS: "1" },
        fleetEnvironment(entry, step, nodes),
      );
    }
    const onOutput = (chunk: string) => {
      this.#output += chunk;
      this.#prints.emit("output");
    };
    this.#processes.unshift(
      await startServer({
        entry: nodes ? join(root, fleetEntry) : entry,
        env,
        onOutput,
        // A crash loop takes its time to give up, and nodes theirs to start.
        readyTimeoutMs: 180_000,
      }),
    );
  }

  async #end(by: (process: RunningServer) => Promise<unknown>): Promise<void> {
    await Promise.all(this.#processes.splice(0).map(by));
  }
}

/** Runs a task on a server of its own, and stops it whatever happens. */
export async function withServer<T>(
  subject: Subject,
  env: Wish,
  task: (server: StepServer) => Promise<T>,
  via?: Via,
): Promise<T> {
  const server = await StepServer.start(subject, env, via);
  try {
    return await task(server);
  } finally {
    await server.stop();
  }
}

// A step's server while it runs, with what the contract asks of it.
import { EventEmitter, once } from "node:events";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "../../servers/start-server";
import { stepDirectory } from "../../workshop/paths";
import { exchange, type Message, type Outcome } from "../http/exchange";
import { type Subject, usersService } from "./subject";

/** How many users a server starts with. */
export const seeded = 30;

type Environment = Readonly<Record<string, string>>;

export class StepServer {
  readonly subject: Subject;
  /** Where it keeps its users, through restarts as well. */
  readonly dataDirectory = mkdtempSync(join(tmpdir(), "contract-"));
  #processes: RunningServer[] = [];
  #output = "";
  readonly #prints = new EventEmitter();

  private constructor(subject: Subject) {
    this.subject = subject;
  }

  /** @throws ServerStartError where it does not come up. */
  static async start(
    subject: Subject,
    env: Environment = {},
  ): Promise<StepServer> {
    const server = new StepServer(subject);
    try {
      await server.#start(env);
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

  /** All that it has printed, before a restart as well. */
  get output(): string {
    return this.#output;
  }

  /** Sends a request with the credentials that the step asks for. */
  send(message: Message): Promise<Outcome> {
    return exchange(this.port, this.withCredentials(message));
  }

  /** Sends a request from somebody who has none. */
  sendAsStranger(message: Message): Promise<Outcome> {
    return exchange(this.port, message);
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

  /** Has the task done while its data folder is away, and so every write fails. */
  async withoutData<T>(task: () => Promise<T>): Promise<T> {
    const away = `${this.dataDirectory}-away`;
    renameSync(this.dataDirectory, away);
    try {
      return await task();
    } finally {
      renameSync(away, this.dataDirectory);
    }
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

  /** Ends all of it by SIGKILL, and starts it again on the same data. */
  async restart(whileDown: () => void = () => {}): Promise<void> {
    await this.#end((process) => {
      process.kill("SIGKILL");
      return process.exited;
    });
    whileDown();
    await this.#start({});
  }

  async stop(): Promise<void> {
    await this.#end((process) => process.stop());
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  async #start(given: Environment): Promise<void> {
    const { step, split } = this.subject;
    const env: Record<string, string> = {
      ...{ SEED_USERS: String(seeded), RATE_LIMIT: "1000000" },
      ...{ ...step.env, DATA_DIR: this.dataDirectory, ...given },
    };
    if (split) {
      const service = await startServer({ entry: usersService(step), env });
      this.#processes.unshift(service);
      env.USERS_SERVICE_URL = service.url;
    }
    const entry = join(stepDirectory(step), "server.ts");
    const onOutput = (chunk: string) => {
      this.#output += chunk;
      this.#prints.emit("output");
    };
    this.#processes.unshift(await startServer({ entry, env, onOutput }));
  }

  async #end(by: (process: RunningServer) => Promise<unknown>): Promise<void> {
    await Promise.all(this.#processes.splice(0).map(by));
  }
}

/** Runs a task on a server of its own, and stops it whatever happens. */
export async function withServer<T>(
  subject: Subject,
  env: Environment,
  task: (server: StepServer) => Promise<T>,
): Promise<T> {
  const server = await StepServer.start(subject, env);
  try {
    return await task(server);
  } finally {
    await server.stop();
  }
}

// The server under attack, whoever started it: where it is, and what it can be asked.

import {
  answerIn,
  type RawAnswer,
  type RawOptions,
  requestText,
  sendRaw,
} from "../../servers/http/raw";
import {
  type Address,
  type Answer,
  type Message,
  request,
} from "../../servers/http/request";
import type { Dependencies, Dependency, DependencyName } from "./dependencies";
import type { Need } from "./need";
import type { StepServer } from "./step-server";
import { uniqueUser } from "./users";

/** What came of a request; "no answer" if the connection ended first. */
export type Reply = Answer | "no answer" | "hung";

export interface Routes {
  /** Answers 200 to whoever asks, while the server is well. */
  readonly health: string;
  /** Answers a GET. */
  readonly read: string;
  /** Takes a POST of JSON. */
  readonly post: string;
}

/** No sound server takes so long for one answer, on a busy machine either. */
const PATIENCE_MS = 30_000;

export interface TargetParts {
  readonly routes: Routes;
  /** Sent along with whatever is not sent as a stranger. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly has: ReadonlySet<Need>;
  /** Where its users are, of which faults speak as of /users. */
  readonly users?: string;
  /** Whether its health is told only to whoever has credentials. */
  readonly isHealthClosed?: boolean;
  /** A new body that `routes.post` accepts: a sign-up unless given. */
  readonly sample?: () => Readonly<Record<string, unknown>>;
  /** What a sound token of it says, where that is known. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** That tokens are signed with, where it is known. */
  readonly tokenSecret?: string | undefined;
  readonly patienceMs?: number;
  /** Where it reaches what it depends on through proxies. */
  readonly dependencies?: Dependencies | undefined;
}

export class Target {
  readonly routes: Routes;
  readonly tokenSecret: string;
  readonly #parts: TargetParts;
  readonly #where: StepServer | Exclude<Address, number>;

  constructor(
    where: StepServer | Exclude<Address, number>,
    parts: TargetParts,
  ) {
    this.#where = where;
    this.#parts = parts;
    this.routes = parts.routes;
    this.tokenSecret = parts.tokenSecret ?? "a secret that nobody has told us";
  }

  /** After a restart it is another one. */
  get at(): Address {
    return "process" in this.#where ? this.#where.port : this.#where;
  }

  /** @throws Error for a server that the workshop did not start. */
  get server(): StepServer {
    if ("process" in this.#where) return this.#where;
    throw new Error("A fault needs the process, and does not say so.");
  }

  /** @throws Error where there is no proxy between the two. */
  dependency(name: DependencyName): Dependency {
    const { dependencies } = this.#parts;
    if (dependencies) return dependencies.of(name);
    throw new Error("A fault needs proxies, and does not say so.");
  }

  /** After so many milliseconds of silence nothing more is expected. */
  get patienceMs(): number {
    return this.#parts.patienceMs ?? PATIENCE_MS;
  }

  /** Another one each time. */
  sample(): Readonly<Record<string, unknown>> {
    return this.#parts.sample?.() ?? { ...uniqueUser() };
  }

  get claims(): Readonly<Record<string, unknown>> | undefined {
    return this.#parts.claims;
  }

  /** The headers by which it knows its clients. */
  get credentialNames(): readonly string[] {
    return Object.keys(this.#parts.credentials);
  }

  has(need: Need): boolean {
    return this.#parts.has.has(need);
  }

  withCredentials(message: Message): Message {
    const headers = { ...this.#parts.credentials, ...message.headers };
    return { ...this.#moved(message), headers };
  }

  /** To where this server has its users; one that is moved stays as it is. */
  #moved(message: Message): Message {
    const { users = "/users" } = this.#parts;
    const { path } = message;
    if (path.startsWith(users)) return message;
    return { ...message, path: path.replace(/^\/users(?=[/?]|$)/, users) };
  }

  /** Asks with the credentials that it wants. */
  ask(message: Message): Promise<Reply> {
    return this.askAsStranger(this.withCredentials(message));
  }

  async askAsStranger(message: Message): Promise<Reply> {
    const deadline = AbortSignal.timeout(this.patienceMs);
    const answer = await request(this.at, this.#moved(message), deadline);
    return answer ?? (deadline.aborted ? "hung" : "no answer");
  }

  /**
   * As `ask`, but in one piece: without a length where there is no body, and
   * answered before all of a large one has arrived.
   */
  async askInOnePiece(message: Message): Promise<Reply> {
    const { text, end } = await this.talk(
      requestText(this.withCredentials(message)),
      { until: (heard) => answerIn(heard) !== undefined },
    );
    return answerIn(text) ?? (end === "open" ? "hung" : "no answer");
  }

  /** Says anything at all, HTTP or not. */
  talk(
    said: string | Uint8Array,
    options: RawOptions = {},
  ): Promise<RawAnswer> {
    return sendRaw(this.at, said, { timeoutMs: this.patienceMs, ...options });
  }

  /** As `ask`, for whom no answer is one thing. */
  async send(message: Message): Promise<Answer | undefined> {
    const reply = await this.ask(message);
    return typeof reply === "string" ? undefined : reply;
  }

  /** As a stranger, where strangers may. */
  askForHealth(): Promise<Reply> {
    const message = { path: this.routes.health };
    return this.#parts.isHealthClosed
      ? this.ask(message)
      : this.askAsStranger(message);
  }

  /** Whether it answers at all; "hung" after a while of silence. */
  async health(): Promise<"well" | "unwell" | "no answer" | "hung"> {
    const reply = await this.askForHealth();
    if (typeof reply === "string") return reply;
    return reply.status === 200 ? "well" : "unwell";
  }
}

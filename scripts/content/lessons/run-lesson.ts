// Runs a lesson as a reader would: each command in order, each output compared.
import { setTimeout as delay } from "node:timers/promises";
import { temporaryFolder } from "../../servers/host/temporary-folder";
import {
  type Command,
  commandsIn,
  type ServerView,
  serverView,
} from "../markdown/fence";
import { isConsole } from "./lesson-problems";
import { matchesOutput } from "./printed";
import type { Lesson } from "./read-lesson";
import { openServerTerminal, type ServerTerminal } from "./server-terminal";
import { lessonEnvironment, openShell, type ShellSession } from "./shell";

export interface RunOptions {
  readonly shell: string;
  /** Whether a command is left out, because here it cannot be as shown. */
  readonly isLeftOut?: (command: string) => boolean;
  /** How long a command, or a line in a server's terminal, is waited for. */
  readonly patienceMs?: number;
}

/** A reader reads before he types; `tee` has written its file by then. */
const readingMs = 500;

/**
 * Runs the lesson's console blocks in a state folder of its own. The ports
 * that it names are exchanged for free ones, in both directions.
 *
 * @throws Error for the first command that does not do what the lesson says
 */
export async function runLesson(
  lesson: Lesson,
  options: RunOptions,
): Promise<void> {
  const { path: state, remove } = temporaryFolder("lesson");
  const run = new LessonRun(lesson, options, lessonEnvironment(state));
  try {
    for (const block of lesson.blocks.filter(isConsole)) {
      const view = serverView(block);
      if (view) await run.show(view);
      else for (const command of commandsIn(block)) await run.type(command);
    }
    await run.endServers();
  } finally {
    await run.close();
    remove();
  }
}

class LessonRun {
  readonly #lesson: Lesson;
  readonly #options: RunOptions;
  readonly #env: NodeJS.ProcessEnv;
  readonly #terminal: ShellSession;
  /** By the port that the lesson names. */
  readonly #servers = new Map<number, ServerTerminal & { line: number }>();
  readonly #deathsShown = new Set<ServerTerminal>();
  readonly #ports = new NamedPorts();

  constructor(lesson: Lesson, options: RunOptions, env: NodeJS.ProcessEnv) {
    this.#lesson = lesson;
    this.#options = options;
    this.#env = env;
    this.#terminal = openShell(options.shell, env, options.patienceMs);
  }

  async type(command: Command): Promise<void> {
    if (this.#options.isLeftOut?.(command.typed)) return;
    const isServer = /^npm run step\b/.test(command.typed);
    if (isServer) await this.#end(namedPort(command));
    const received = await (isServer
      ? this.#startServer(command)
      : this.#terminal.run(this.#ports.toReal(command.typed))
    ).catch((error) => this.#fail(command, error.message));
    const text = this.#ports.toNamed(received);
    if (!matchesOutput(command.expected, text)) this.#fail(command, text);
  }

  async show(view: ServerView): Promise<void> {
    const { port, line } = view;
    const server = this.#servers.get(port);
    const command = { ...view, typed: `(the server of port ${port})` };
    if (!server) throw this.#failure(line, `no server of port ${port} runs`);
    if (view.isEnded) {
      await server.stop();
      this.#servers.delete(port);
    }
    const expected = view.expected.map((text) => this.#ports.toReal(text));
    const { patienceMs } = this.#options;
    await server.show(expected, patienceMs).catch((error) => {
      this.#fail(command, this.#ports.toNamed(error.message));
    });
    if (expected.some((text) => /^The server (crashed|ended)/.test(text))) {
      this.#deathsShown.add(server);
    }
    await delay(readingMs);
  }

  async #startServer(given: Command): Promise<string> {
    const named = namedPort(given);
    const typed = given.typed.replace(`--port ${named}`, "--port 0");
    const command = this.#ports.toReal(typed);
    const env = { ...this.#env, PORT: "0" };
    const { shell } = this.#options;
    const server = await openServerTerminal(shell, command, env);
    this.#servers.set(named, { ...server, line: given.line });
    if (server.port !== undefined) this.#ports.add(named, server.port);
    return server.introduction;
  }

  async endServers(): Promise<void> {
    for (const port of this.#servers.keys()) await this.#end(port);
  }

  /** A lesson must show it when a server dies. */
  async #end(port: number): Promise<void> {
    const server = this.#servers.get(port);
    if (!server) return;
    const isWell = this.#deathsShown.has(server) || (await server.isWell());
    await server.stop();
    this.#servers.delete(port);
    if (isWell) return;
    throw this.#failure(server.line, "its server dies, and no reader is told");
  }

  async close(): Promise<void> {
    const all = [...this.#servers.values()].map((server) => server.stop());
    await Promise.all([...all, this.#terminal.close()]);
  }

  #fail({ typed, expected, line }: Command, received: string): never {
    throw this.#failure(
      line,
      [`$ ${typed}`, "-- expected", ...expected, "-- received", received].join(
        "\n",
      ),
    );
  }

  #failure(line: number, what: string): Error {
    return new Error(`${this.#lesson.name}:${line} ${what}`);
  }
}

/** Where a server listens that is started so. */
function namedPort({ typed }: Command): number {
  return Number(/--port (\d+)/.exec(typed)?.[1] ?? 3000);
}

/** The ports that a lesson names, and the free ones that stand for them. */
class NamedPorts {
  readonly #real = new Map<number, number>();

  add(named: number, real: number): void {
    this.#real.set(named, real);
  }

  /** What is typed, with the ports on which the servers are. */
  toReal(text: string): string {
    return [...this.#real].reduce(
      (changed, [named, real]) => exchange(changed, named, real),
      text,
    );
  }

  /** What was printed, with the ports that the reader knows. */
  toNamed(text: string): string {
    return [...this.#real].reduce(
      (changed, [named, real]) => exchange(changed, real, named),
      text,
    );
  }
}

function exchange(text: string, from: number, to: number): string {
  return text.replaceAll(new RegExp(`\\b${from}\\b`, "g"), String(to));
}

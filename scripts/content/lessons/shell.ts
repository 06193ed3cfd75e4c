// The reader's terminal: finds a shell, starts it with what lessons need, and types into it.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../servers/host/paths";
import { findOutput, PrintedText } from "./printed";

/**
 * The shell that lessons run in: bash, or sh where there is none. Undefined
 * where neither is found, or no curl, which the lessons use throughout.
 */
export function findShell(): string | undefined {
  if (!answers("curl", ["--version"])) return undefined;
  // On Windows, bash may be WSL's, which has another file system.
  const isOurs = process.platform === "win32" ? "uname -s | grep -q ^M" : ":";
  return ["bash", "sh"].find((name) => answers(name, ["-c", isOurs]));
}

function answers(program: string, words: string[]): boolean {
  return spawnSync(program, words, { stdio: "ignore" }).status === 0;
}

/** Starts the shell in the repository, in its own process group. */
export function startShell(
  shell: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess & {
  stdin: NodeJS.WritableStream;
  stdout: NodeJS.ReadableStream;
} {
  const child = spawn(shell, words, {
    cwd: root,
    env,
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8");
  child.stdin.on("error", () => {}); // It has ended, which is seen elsewhere.
  return child;
}

/** Ends all that the shell has started, at once. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {} // It is gone already.
}

/** Variables of the machine that runs the tests, which a reader does not have. */
const foreign =
  /^(npm_|JEST_|PG|FORCE_COLOR$|(NODE_|BASH_)?ENV$|PORT$|HOST$|DATABASE_URL$|REDIS_URL$)/;

/**
 * The environment of a lesson's commands. Everything that they write goes
 * into `state`; curl prints as it does to a terminal, npm nothing of its own.
 */
export function lessonEnvironment(state: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !foreign.test(name),
  );
  writeFileSync(join(state, ".curlrc"), "silent\nshow-error\n");
  return {
    ...Object.fromEntries(own),
    CURL_HOME: state,
    TMPDIR: state,
    WORKSHOP_STATE: state,
    NO_COLOR: "1",
    // A busy machine must not look like a store that fails.
    STORE_TIMEOUT_MS: "20000",
    no_proxy: "*",
    npm_config_update_notifier: "false",
    npm_config_userconfig: join(state, ".npmrc"),
  };
}

export interface ShellSession {
  /**
   * What the command prints, standard error included, once it has ended.
   *
   * @throws Error with that, if it does not end, or ends the shell
   */
  run(command: string): Promise<string>;
  /** Ends the shell, and whatever it may have left behind. */
  close(): Promise<void>;
}

/** One shell, in which a lesson's commands run in turn. */
export function openShell(
  shell: string,
  env: NodeJS.ProcessEnv,
  patienceMs = 60_000,
): ShellSession {
  const child = startShell(shell, [], env);
  const closed = once(child, "close");
  const printed = new PrintedText(child.stdout);
  const mark = randomUUID();
  return {
    async run(command) {
      child.stdin.write(marked(command, mark));
      const isMarked = (text: string) => findOutput([mark], text);
      const { before } = await printed.take(isMarked, patienceMs);
      return before.replace(/\n$/, "");
    },
    async close() {
      killGroup(child);
      await closed;
    },
  };
}

/** The command, behind which the mark is printed, and `$?` is as it was. */
function marked(command: string, mark: string): string {
  const quoted = `'${command.replaceAll("'", "'\\''")}'`;
  return [
    `eval ${quoted} </dev/null 2>&1`,
    `lesson_status=$?; printf '\\n%s\\n' ${mark}; (exit $lesson_status)`,
    "",
  ].join("\n");
}

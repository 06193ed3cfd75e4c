// The reader's second terminal: runs a step's server until the lesson ends it.
import { once } from "node:events";
import { findOutput, PrintedText } from "./printed";
import { killGroup, startShell } from "./shell";

export interface ServerTerminal {
  /** What was printed until the server was ready, or had ended. */
  readonly introduction: string;
  /** The port that it listens on, if it does. */
  readonly port: number | undefined;
  /** Whether it answers, or never did. */
  isWell(): Promise<boolean>;
  /**
   * Waits until such lines were printed, and takes all up to them as seen.
   *
   * @throws Error with what was printed instead
   */
  show(expected: readonly string[], patienceMs?: number): Promise<void>;
  /** Ends the server, and resolves when it is gone. */
  stop(): Promise<void>;
}

const longestMs = 120_000;

/**
 * Types `npm run step …` there. Resolves when the server is ready to be used,
 * or has ended instead.
 *
 * @throws Error with what was printed, if neither comes about
 */
export async function openServerTerminal(
  shell: string,
  command: string,
  env: NodeJS.ProcessEnv,
): Promise<ServerTerminal> {
  const words = ["-c", guarded];
  const child = startShell(shell, words, { ...env, COMMAND: command });
  const closed = once(child, "close");
  const printed = new PrintedText(child.stdout);

  async function stop() {
    child.stdin.end();
    const timer = setTimeout(() => killGroup(child), longestMs);
    await closed;
    clearTimeout(timer);
  }

  const first = await printed.take(isSettled, longestMs).catch((error) => {
    killGroup(child);
    throw error;
  });
  const introduction = (first.before + first.found).replace(hasEnded, "");
  const [, port] = titled.exec(introduction) ?? [];
  return {
    introduction,
    port: port === undefined ? undefined : Number(port),
    isWell: async () => port === undefined || (await answers(port)),
    async show(expected, patienceMs = longestMs) {
      await printed.take((text) => findOutput(expected, text), patienceMs);
    },
    stop,
  };
}

async function answers(port: string): Promise<boolean> {
  const signal = AbortSignal.timeout(longestMs);
  return fetch(`http://127.0.0.1:${port}/healthz`, { signal }).then(
    () => true,
    () => false,
  );
}

/** Behind this, the server's own output follows. */
const settled =
  /^(?:Ctrl-C ends it\..*|.* It starts again when a file in .*|the command has ended)\n/m;

/** As in `Step 3: Middleware  http://localhost:3000`. */
const titled = /^Step .* http:\/\/localhost:(\d+)$/m;

const hasEnded = /^the command has ended\n/m;

function isSettled(text: string): { start: number; end: number } | undefined {
  const found = settled.exec(text);
  return found
    ? { start: found.index, end: found.index + found[0].length }
    : undefined;
}

// When its input ends, be it by the death of this process, it ends the group.
const guarded = `
{ eval "$COMMAND"; echo "the command has ended"; } </dev/null 2>&1 &
read -r line
trap "" TERM
kill -TERM 0
wait
`;

// Runs an exercise's tests in a process of their own, and never waits forever.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { stateDirectory } from "../servers/host/paths";
import { type Exercise, testFiles } from "./exercise";
import {
  type Ending,
  isTestEvent,
  isTimeout,
  RunLog,
  type TestRun,
} from "./test-events";
import { startTestProcess } from "./test-process";

export interface RunOptions {
  /** The folders laid over the exercise, the first of which wins. */
  readonly overlay?: readonly string[];
  /** How long nothing may happen, once Jest is up. */
  readonly silenceMs: number;
  /** How long a test may take that sets no limit of its own; 5 s, as in Jest. */
  readonly testMs?: number | undefined;
  /** Stops the run at once; the promise then rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether a test that does not end in time ends the run: with a
   * middleware that never calls `next`, all others would take as long.
   */
  readonly stopsAtTimeout?: boolean | undefined;
  readonly startProcess?: typeof startTestProcess;
}

/** Runs the tests to their end, to an obstacle, or into the time limit. */
export async function runTests(
  exercise: Exercise,
  options: RunOptions,
): Promise<TestRun> {
  const { startProcess = startTestProcess } = options;
  options.signal?.throwIfAborted();
  const { child, end } = await startProcess();
  try {
    child.send(order(exercise, options));
    return await observe(child, options);
  } finally {
    await end();
  }
}

/** What `jest-process.js` waits for. Stacks name files by their real paths. */
function order(
  exercise: Exercise,
  { overlay = [], testMs = 5000 }: RunOptions,
) {
  const real = (path: string) => realpathSync(path);
  return {
    folder: real(exercise.folder),
    testFiles: testFiles(exercise).map(real),
    ownFolders: [exercise.folder, ...overlay].map(real),
    cacheDirectory: cacheDirectory(),
    testTimeout: testMs,
    env: {
      WORKSHOP_TEST_MS: String(testMs),
      WORKSHOP_OVERLAY: overlay.join(delimiter),
      WORKSHOP_OVERLAY_BASE: exercise.folder,
    },
  };
}

/** Beside the progress, so that it goes with it; elsewhere if it must. */
function cacheDirectory(): string {
  const folder = join(stateDirectory(), "jest");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    // Everybody's own: nobody can write to what another user made.
    return join(tmpdir(), `express-at-scale-jest-${userInfo().uid}`);
  }
}

/** What Node and Jest may take to start: that is not the learner's fault. */
const startMs = 20_000;

async function observe(
  child: ChildProcess,
  { silenceMs, signal, stopsAtTimeout }: RunOptions,
): Promise<TestRun> {
  const log = new RunLog();
  log.listenTo(child);
  const closed = once(child, "close");
  const ending = await new Promise<Ending>((end) => {
    let timer = setTimeout(end, Math.max(silenceMs, startMs), "silent");
    child.on("message", (message) => {
      clearTimeout(timer);
      timer = setTimeout(end, silenceMs, "silent");
      if (!isTestEvent(message)) return;
      log.add(message);
      if (message.event === "end") end("done");
      if (stopsAtTimeout && isTimeout(message)) end("cut short");
    });
    child.once("close", () => end("died"));
    signal?.addEventListener("abort", () => end("stopped"), { once: true });
    closed.finally(() => clearTimeout(timer));
  });
  child.kill("SIGKILL");
  await closed; // With all that it wrote.
  if (ending === "stopped") throw signal?.reason;
  return log.toRun(ending, silenceMs);
}

// Runs an exercise's tests in another process, and never waits forever.
import type { ChildProcess } from "node:child_process";
import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freeBytes } from "../servers/host/free-bytes";
import { stateDirectory } from "../servers/host/paths";
import { temporaryFolder } from "../servers/host/temporary-folder";
import { UserError } from "../servers/host/user-error";
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
  const log = new RunLog();
  const stopListening = log.listenTo(child);
  let ending: Ending;
  try {
    child.send(order(exercise, options));
    ending = await observe(child, log, options);
  } finally {
    await end(); // Of a process that is ended, all that it wrote is read then.
    stopListening();
  }
  if (ending === "stopped") throw options.signal?.reason;
  return log.toRun(ending, options.silenceMs);
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

let elsewhere: string | undefined;
/** Jest says nothing, and never ends, where it cannot keep what it compiles. */
const neededBytes = 20e6;

/** Beside the progress, so that it goes with it; elsewhere if it must. */
function cacheDirectory(): string {
  const folder = join(stateDirectory(), "jest");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    if (freeBytes(folder) > neededBytes) return folder;
  } catch {} // It cannot be written.
  // Of this process alone: what another user could have put there would run.
  elsewhere ??= temporaryFolder("jest").path;
  if (freeBytes(elsewhere) > neededBytes) return elsewhere;
  throw new UserError(
    `The disk is full: the tests need some room in ${folder}, or in ${tmpdir()}.`,
    1,
  );
}

/** What Node and Jest may take to start: that is not the learner's fault. */
const startMs = 20_000;

function observe(
  child: ChildProcess,
  log: RunLog,
  { silenceMs, signal, stopsAtTimeout }: RunOptions,
): Promise<Ending> {
  return new Promise((resolve) => {
    let timer = setTimeout(end, Math.max(silenceMs, startMs), "silent");
    child.on("message", onMessage);
    child.once("close", onClose);
    signal?.addEventListener("abort", onAbort, { once: true });

    function end(ending: Ending): void {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("close", onClose);
      signal?.removeEventListener("abort", onAbort);
      resolve(ending);
    }
    function onMessage(message: unknown): void {
      clearTimeout(timer);
      timer = setTimeout(end, silenceMs, "silent");
      if (!isTestEvent(message)) return;
      log.add(message);
      if (message.event === "end") end("done");
      else if (stopsAtTimeout && isTimeout(message)) end("cut short");
    }
    function onClose(): void {
      end("died");
    }
    function onAbort(): void {
      end("stopped");
    }
  });
}

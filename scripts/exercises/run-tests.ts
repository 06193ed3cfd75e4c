// Runs an exercise's tests in a process of their own, and never waits forever.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { openLink } from "../servers/link";
import { stateDirectory } from "../workshop/paths";
import { type Exercise, testFiles } from "./exercise";
import { isTestEvent, RunLog, type TestRun } from "./test-events";

export interface RunOptions {
  /** The folders laid over the exercise, the first of which wins. */
  readonly overlay?: readonly string[];
  /** How long nothing may happen, once Jest is up. */
  readonly silenceMs: number;
  /** Stops the run at once; the promise then rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs the tests to their end, to an obstacle, or into the time limit. */
export async function runTests(
  exercise: Exercise,
  options: RunOptions,
): Promise<TestRun> {
  options.signal?.throwIfAborted();
  // The link ends the process when this one dies, be it by SIGKILL, and be
  // the other caught in an endless loop.
  const link = await openLink({ onListening() {} });
  const child = start(exercise, options.overlay ?? [], link.address);
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  try {
    return await observe(child, options);
  } finally {
    process.off("exit", kill);
    await link.close();
  }
}

function start(
  exercise: Exercise,
  overlay: readonly string[],
  link: string,
): ChildProcess {
  const child = fork(join(__dirname, "jest-process.js"), {
    // An endless loop that fills the memory ends before the machine suffers.
    execArgv: ["--max-old-space-size=1024"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      // Matchers write their messages in colour if the terminal has it.
      FORCE_COLOR: "0",
      WORKSHOP_OVERLAY: overlay.join(delimiter),
      WORKSHOP_OVERLAY_BASE: exercise.folder,
      WORKSHOP_LINK: link,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.send({
    folder: realpathSync(exercise.folder),
    testFiles: testFiles(exercise).map((file) => realpathSync(file)),
    ownFolders: [exercise.folder, ...overlay].map((each) => realpathSync(each)),
    cacheDirectory: cacheDirectory(),
  });
  return child;
}

/** Beside the progress, so that it goes with it; elsewhere if it must. */
function cacheDirectory(): string {
  const folder = join(stateDirectory(), "jest");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return join(tmpdir(), "express-at-scale-jest");
  }
}

/** What Node and Jest may take to start: that is not the learner's fault. */
const startMs = 20_000;

type Ending = "done" | "died" | "silent" | "stopped";

async function observe(
  child: ChildProcess,
  { silenceMs, signal }: RunOptions,
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

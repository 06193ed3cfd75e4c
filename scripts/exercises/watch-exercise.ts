// Checks an exercise again each time one of its files changes.
import { relative } from "node:path";
import { UserError } from "../servers/host/user-error";
import { type Check, type CheckOptions, checkExercise } from "./check-exercise";
import type { Exercise } from "./exercise";
import type { Target } from "./target";
import { SpareProcess } from "./test-process";

export interface WatchHandlers {
  /** A check begins: at first, then for a changed file. */
  onStart(changed: string | undefined): void;
  onCheck(check: Check): void;
  onProblem(error: UserError): void;
}

/** An editor that saves all its files makes one change of them. */
const settleMs = 40;

/**
 * Checks at once and after each change, until the signal; a change during a
 * check stops that and begins another.
 */
export async function watchExercise(
  exercise: Exercise,
  target: Target,
  handlers: WatchHandlers,
  { signal, ...options }: CheckOptions = {},
): Promise<void> {
  const { watch } = await import("chokidar");
  const folders = [exercise.folder];
  if (target.kind === "trap") folders.push(target.trap.folder);
  if (target.kind !== "yours") folders.push(exercise.solution);
  const watcher = watch(folders, { ignoreInitial: true });

  let current = new AbortController();
  const spare = new SpareProcess();
  let settling: NodeJS.Timeout | undefined;
  const check = async (changed?: string) => {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    handlers.onStart(changed);
    await checkOnce(exercise, target, handlers, {
      ...options,
      signal,
      startProcess: () => spare.take(),
    });
    if (!signal.aborted) spare.prepare();
  };
  watcher.on("all", (_event, file) => {
    clearTimeout(settling);
    const name = relative(exercise.folder, file);
    settling = setTimeout(() => void check(name), settleMs);
  });
  await new Promise((ready) => watcher.once("ready", () => ready(undefined)));
  void check();
  await new Promise((stopped) =>
    signal?.addEventListener("abort", stopped, { once: true }),
  );
  clearTimeout(settling);
  current.abort();
  await Promise.all([watcher.close(), spare.end()]);
}

async function checkOnce(
  exercise: Exercise,
  target: Target,
  handlers: WatchHandlers,
  options: CheckOptions,
): Promise<void> {
  try {
    handlers.onCheck(await checkExercise(exercise, target, options));
  } catch (error) {
    if (error instanceof UserError) handlers.onProblem(error);
    else if (!options.signal?.aborted) throw error;
  }
}

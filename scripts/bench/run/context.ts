// What all samples of a run share, and two servers opened within it: both are closed on any way out.
import { lockPath, tryLock } from "../../servers/host/lock";
import { UserError } from "../../servers/host/user-error";
import type { LoadProcess } from "../generator/load-process";
import { crashOf, type OpenSide, openSide } from "../sides/open-side";
import type { SampleServices } from "../sides/sample-services";
import type { Side } from "../sides/sides";

/** What all samples of a run share. */
export interface RunContext {
  readonly load: LoadProcess;
  /** Where samples keep their data and output. */
  readonly folder: string;
  readonly services: SampleServices;
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
}

export type Both<T> = readonly [T, T];

/** The two sides of a pair; as `withSides`. */
export function withBothSides<T>(
  sides: Both<Side>,
  users: number,
  context: RunContext,
  use: (servers: Both<OpenSide>) => Promise<T>,
): Promise<T> {
  return withSides(sides, users, context, ([first, second]) => {
    if (!first || !second) throw new Error("there are two sides");
    return use([first, second]);
  });
}

/**
 * @throws UserError (1) for a server that does not get ready, or crashes; the
 * signal's reason when the run ends early.
 */
export async function withSides<T>(
  sides: readonly Side[],
  users: number,
  { folder, services, signal }: RunContext,
  use: (servers: readonly OpenSide[]) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const aborted = untilAborted(signal);
  const opening = sides.map(async (side) => ({
    side,
    server: await openSide(side, { folder, services, users }),
  }));
  try {
    const opened = await Promise.all(opening);
    const used = use(opened.map(({ server }) => server));
    const crashes = opened.map(({ side, server }) => crash(side, server));
    for (const each of [...crashes, used]) each.catch(() => {}); // Only one wins.
    return await Promise.race([...crashes, aborted.promise, used]);
  } finally {
    aborted.forget();
    for (const opened of await Promise.allSettled(opening)) {
      if (opened.status === "fulfilled") await opened.value.server.close();
    }
  }
}

function crash(side: Side, server: OpenSide): Promise<never> {
  return crashOf(side, server, "while it was measured");
}

export interface UntilAborted {
  /** Rejects with the signal's reason; an unawaited rejection is no error. */
  readonly promise: Promise<never>;
  forget(): void;
}

export function untilAborted(signal: AbortSignal): UntilAborted {
  let onAbort = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  promise.catch(() => {});
  return {
    promise,
    forget: () => signal.removeEventListener("abort", onAbort),
  };
}

/**
 * Makes this process the one that measures, until the returned function is
 * called or the process ends.
 *
 * @throws UserError (1) while another one measures.
 */
export function measureAlone(): () => void {
  const lock = tryLock(lockPath("bench"));
  if (typeof lock === "number") {
    throw new UserError(
      `Another bench is running (process ${lock}), and would be measured as well: wait for its end.`,
      1,
    );
  }
  const release = (): void => {
    process.off("exit", release);
    lock.release();
  };
  process.once("exit", release);
  return release;
}

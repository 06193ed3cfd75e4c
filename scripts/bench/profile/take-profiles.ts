// Starts a server, warms it up, and takes a CPU profile of each of its workers while it is under load.
import { temporaryFolder } from "../../servers/host/temporary-folder";
import { UserError } from "../../servers/host/user-error";
import { temporaryServices } from "../../servers/services/temporary-services";
import {
  ServerStartError,
  wrongEnvironment,
} from "../../servers/start/server-start-error";
import {
  type RunningServer,
  type StartOptions,
  startServer,
} from "../../servers/start/start-server";
import type { LedgerCounts } from "../generator/ledger";
import { startLoadProcess } from "../generator/load-process";
import type { ProfiledLoad } from "./load";
import {
  openProfiler,
  type ProfiledWorker,
  type WorkerProfile,
} from "./profiler";
import type { ProfileSubject } from "./subject";

export interface ProfileRun {
  readonly subject: ProfileSubject;
  readonly load: ProfiledLoad;
  readonly seconds: number;
  /** What the user names for the server; it comes before all else. */
  readonly env: Readonly<Record<string, string>>;
  /** Is given all that has to be stopped, as it starts; the last goes first. */
  readonly onStarted: (started: { stop(): Promise<void> }) => void;
  /** Is told what happens next. */
  readonly tell: (line: string) => void;
}

export interface TakenProfiles {
  readonly profiles: readonly WorkerProfile[];
  /** Of the window that was profiled. */
  readonly ledger: LedgerCounts;
}

/**
 * What the compiler of V8 does at first is not what the server does later: the
 * bench's figures say that it is over after a second of load.
 */
const WARMUP_MS = 2000;
const READY_WITHIN_MS = 60_000;

/** @throws UserError (1) for a server that does not start, or refuses the load. */
export async function takeProfiles({
  subject,
  load: { what, kinds, connections },
  seconds,
  env,
  onStarted,
  tell,
}: ProfileRun): Promise<TakenProfiles> {
  tell(`Starting ${subject.name} ...`);
  const folder = temporaryFolder("profiled");
  onStarted({ stop: async () => folder.remove() });
  const services = await temporaryServices(subject);
  onStarted(services);
  const profiler = await openProfiler();
  onStarted({ stop: profiler.close });
  const start = () =>
    startProfiled({
      entry: subject.entry,
      env: {
        ...environment(subject.env),
        DATA_DIR: folder.path,
        ...services.env,
        ...env,
        ...profiler.env,
      },
      execArgv: [...profiler.execArgv, ...subject.execArgv],
      readyTimeoutMs: READY_WITHIN_MS,
    });
  let server = await start();
  onStarted({ stop: () => server.stop() });
  let workers = await profiler.workers(server.listeningPids());
  if (await hasCompiler(workers)) {
    await server.stop();
    server = await start();
    workers = await profiler.workers(server.listeningPids());
  }
  const generator = startLoadProcess();
  onStarted(generator);

  tell(`Sending ${what} for ${seconds + WARMUP_MS / 1000} seconds ...`);
  const warm = await generator.prepare({
    ...{ loop: "closed", url: server.url, seed: 1 },
    ...{ kinds: [...kinds], connections },
    ...{ warmupMs: WARMUP_MS, durationMs: seconds * 1000 },
  });
  await Promise.all(workers.map((worker) => worker.start()));
  const { ledger } = await warm.measure();
  const profiles = await Promise.all(workers.map((worker) => worker.stop()));
  assertAnswered(subject, what, ledger);
  return { profiles, ledger };
}

async function startProfiled(options: StartOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    throw wrongEnvironment(error.output) ?? error;
  }
}

/**
 * ts-node loads Node's REPL, and that the module `domain`, whose `emit` takes
 * the place of every emitter's and would stand in the profile. It is needed
 * once for each change of a file: the next start finds all of them compiled.
 */
async function hasCompiler(
  workers: readonly ProfiledWorker[],
): Promise<boolean> {
  const answers = workers.map((worker) => worker.hasCompiler());
  return (await Promise.all(answers)).includes(true);
}

/** As the bench has it: what is profiled is to be what runs in production. */
function environment(own: ProfileSubject["env"]): Record<string, string> {
  return {
    NODE_ENV: "production",
    LOG_LEVEL: "info",
    ...own,
    RATE_LIMIT: UNLIMITED,
    SEED_USERS: "1000",
    // One worker has all the load, so its profile has all the samples.
    WORKERS: "1",
  };
}

const UNLIMITED = "1000000000";

/** A refusal is quick, and not what a reader of the profile wants to know. */
function assertAnswered(
  { name }: ProfileSubject,
  what: string,
  { ok, statuses }: LedgerCounts,
): void {
  const answers = Object.entries(statuses).sort(([, a], [, b]) => b - a);
  const most = answers[0]?.[1] ?? 0;
  if (ok > 0 && ok >= most) return;
  const [status] = answers[0] ?? [];
  throw new UserError(
    status === undefined
      ? `${name} answered nothing while it was under load (${what}): there is no profile.`
      : `${name} answers ${what} with ${status}: there is nothing to profile. Name a path that it serves: --path /users`,
    1,
  );
}

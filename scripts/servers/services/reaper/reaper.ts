// The program of a reaper, `reaper.ts PostgreSQL`: a service runs for as long as a command is connected to it.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { newAddress, sendJsonLine } from "../../host/local-socket";
import {
  describeSystemError,
  errorMessage,
  isSystemError,
} from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { takeLock } from "./lock";
import {
  locked,
  type Message,
  type RunningService,
  type SharedService,
  type StartService,
  sharedServices,
} from "./protocol";

// Loaded when it is needed: each brings a package that the other does not.
const starts: Record<SharedService, () => StartService> = {
  PostgreSQL() {
    const {
      startPostgres,
    }: typeof import("../postgres/start-postgres") = require("../postgres/start-postgres");
    return startPostgres;
  },
  Redis() {
    const {
      startRedis,
    }: typeof import("../store/start-redis") = require("../store/start-redis");
    return startRedis;
  },
};

async function main(name: string | undefined): Promise<void> {
  const service = sharedServices.find((known) => known === name);
  if (!service) throw new Error(`there is no service "${name}"`);
  // Secrets are written with their own mode. The other files must be readable
  // for the user that root's PostgreSQL runs as.
  process.umask(0o022);
  await reap(service, async (note, givenUp) =>
    starts[service]()(note, givenUp),
  );
}

/**
 * Makes this process the reaper of the service, unless one lives already.
 *
 * Commands connect to it, and stay so for as long as they live: this is how
 * it learns of their end, SIGKILL included. After the last of them it ends
 * the service, and then itself. A command that lets go in order sees its
 * connection close: at once if others stay, otherwise when everything is gone.
 */
async function reap(service: string, start: StartService): Promise<void> {
  const address = newAddress("reaper");
  const reaper = new Reaper(service);
  const server = createServer({ allowHalfOpen: true }, reaper.serve);
  await once(server.listen(address), "listening");
  process.stdout.on("error", () => {}); // The command has ended.
  try {
    const candidate = { pid: process.pid, address };
    if (!(await takeLock(service, candidate))) process.exit(0);
  } catch (error) {
    process.stdout.write(failure(service, error), () => process.exit(1));
    return;
  }
  process.stdout.write(locked);
  await reaper.run(start);
}

class Reaper {
  readonly #service: string;
  readonly #users = new Set<Socket | "starter">();
  #running: Promise<RunningService> | undefined;
  /** For the first command that connects. */
  readonly #notes: Message[] = [];
  #outcome: Message | undefined;
  readonly #givenUp = new AbortController();
  #ending = false;

  constructor(service: string) {
    this.#service = service;
  }

  /** Runs the service, and ends this process with it. */
  async run(start: StartService): Promise<void> {
    // The command that started this process holds its standard input, until
    // it is connected.
    this.#users.add("starter");
    process.stdin.resume().once("close", () => this.#leave("starter"));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => void this.#end());
    }
    const note = (text: string) => this.#tell({ note: text });
    this.#running = unlessItCrashes(start(note, this.#givenUp.signal));
    this.#outcome = await this.#running.then(
      ({ details }) => ({ ready: details }),
      (error: unknown) => ({ failed: failure(this.#service, error) }),
    );
    for (const user of this.#users) {
      if (user !== "starter") sendJsonLine(user, this.#outcome);
    }
    await this.#running
      .then(({ ended }) => ended)
      .catch(() => this.#abandoned());
    // Commands that still need the service start another reaper.
    if (!this.#ending) process.exit(1);
  }

  readonly serve = (socket: Socket): void => {
    socket.on("error", () => socket.destroy());
    // Too late: the command sees the connection close, and starts another reaper.
    if (this.#ending) return;
    this.#users.add(socket);
    socket.resume().once("end", () => this.#leave(socket));
    socket.once("close", () => this.#leave(socket));
    for (const note of this.#notes.splice(0)) sendJsonLine(socket, note);
    if (this.#outcome) sendJsonLine(socket, this.#outcome);
  };

  #tell(note: Message): void {
    const user = [...this.#users].find((each) => each !== "starter");
    if (user) sendJsonLine(user, note);
    else this.#notes.push(note);
  }

  #leave(user: Socket | "starter"): void {
    if (!this.#users.delete(user)) return;
    if (this.#users.size === 0) void this.#end();
    else if (user !== "starter") user.end();
  }

  async #end(): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    if (!this.#outcome) this.#givenUp.abort();
    const running = await this.#running?.catch(() => undefined);
    await running?.stop();
    process.exit(0);
  }

  /** A service that did not start never ends: the last command ends this process. */
  #abandoned(): Promise<never> {
    return new Promise(() => {});
  }
}

/** Packages that it uses may throw in a callback, out of reach of `catch`. */
async function unlessItCrashes(
  starting: Promise<RunningService>,
): Promise<RunningService> {
  let fail: (error: unknown) => void = () => {};
  const crash = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  process.once("uncaughtException", fail);
  try {
    return await Promise.race([starting, crash]);
  } finally {
    process.off("uncaughtException", fail);
  }
}

function failure(service: string, error: unknown): string {
  if (error instanceof UserError) return error.message;
  console.error(error); // For the log.
  const reason = isSystemError(error)
    ? describeSystemError(error)
    : errorMessage(error);
  return `${service} cannot be started: ${reason}.`;
}

void main(process.argv[2]);

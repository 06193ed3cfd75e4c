// Keeps a service for as long as a command is connected, and no longer.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import {
  describeSystemError,
  errorMessage,
  isSystemError,
} from "../../host/system-error";
import { UserError } from "../../host/user-error";
import { newAddress, removeAddress } from "./connection";
import { claimed, makeClaim } from "./lock";
import { type Details, type Message, send } from "./protocol";

/** A service that runs. */
export interface Kept {
  readonly details: Details;
  /** Resolves when it has ended, whatever ended it. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a service; `note` is for what its user should know. */
export type Start = (note: (text: string) => unknown) => Promise<Kept>;

/**
 * Makes this process the keeper of the service, unless one lives already.
 *
 * Commands connect to it, and stay so for as long as they live: this is how
 * it learns of their end, SIGKILL included. After the last of them it ends
 * the service, and then itself. Whoever lets go in order sees the connection
 * close: at once if others stay, otherwise when everything is gone.
 */
export async function keep(service: string, start: Start): Promise<void> {
  const address = newAddress();
  process.once("exit", () => removeAddress(address));
  const keeper = new Keeper(service);
  const server = createServer({ allowHalfOpen: true }, keeper.serve);
  await once(server.listen(address), "listening");
  process.stdout.on("error", () => {}); // Nobody reads it any more.
  try {
    const claim = { pid: process.pid, address };
    if (!(await makeClaim(service, claim))) process.exit(0);
  } catch (error) {
    process.stdout.write(failure(service, error), () => process.exit(1));
    return;
  }
  process.stdout.write(claimed);
  await keeper.run(start);
}

class Keeper {
  readonly #service: string;
  readonly #users = new Set<Socket | "starter">();
  #kept: Promise<Kept> | undefined;
  /** What those who wait should know; told once, to whoever waits first. */
  readonly #notes: Message[] = [];
  #outcome: Message | undefined;
  #ending = false;

  constructor(service: string) {
    this.#service = service;
  }

  /** Runs the service, and ends this process with it. */
  async run(start: Start): Promise<void> {
    // The command that started this process holds its standard input, until
    // it is connected.
    this.#users.add("starter");
    process.stdin.resume().once("close", () => this.#leave("starter"));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => void this.#end());
    }
    this.#kept = unlessItCrashes(start((note) => this.#tell({ note })));
    this.#outcome = await this.#kept.then(
      ({ details }) => ({ ready: details }),
      (error: unknown) => ({ failed: failure(this.#service, error) }),
    );
    for (const user of this.#users) {
      if (user !== "starter") send(user, this.#outcome);
    }
    await this.#kept.then(({ ended }) => ended).catch(() => this.#abandoned());
    // Whoever still needs it starts another keeper.
    if (!this.#ending) process.exit(1);
  }

  readonly serve = (socket: Socket): void => {
    socket.on("error", () => socket.destroy());
    // Too late: it sees the connection close, and starts another keeper.
    if (this.#ending) return;
    this.#users.add(socket);
    socket.resume().once("end", () => this.#leave(socket));
    socket.once("close", () => this.#leave(socket));
    for (const note of this.#notes.splice(0)) send(socket, note);
    if (this.#outcome) send(socket, this.#outcome);
  };

  #tell(note: Message): void {
    const user = [...this.#users].find((each) => each !== "starter");
    if (user) send(user, note);
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
    const kept = await this.#kept?.catch(() => undefined);
    await kept?.stop();
    process.exit(0);
  }

  /** What could not be started has no end of its own. */
  #abandoned(): Promise<never> {
    return new Promise(() => {});
  }
}

/** Packages that it uses may throw where nobody can catch. */
async function unlessItCrashes(starting: Promise<Kept>): Promise<Kept> {
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

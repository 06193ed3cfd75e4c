// A command's lease of a service that all commands share: while there is one, the service runs.
import type { Socket } from "node:net";
import { errorMessage } from "../../host/system-error";
import { info } from "../../host/terminal";
import { connectTo, readReply, release } from "./connection";
import { readHolder } from "./lock";
import type { Details, SharedService } from "./protocol";
import { logFile, startReaper } from "./start-reaper";

export interface Lease {
  readonly details: Details;
  /**
   * Resolves once the service has ended, if no other process has a lease, or
   * after ten seconds.
   */
  release(): Promise<void>;
}

/**
 * Starts the service if it does not run. The lease never keeps this process
 * alive. If the service or its reaper dies, it is started again, on the same
 * port unless another process has taken that.
 *
 * @throws UserError (1) if it cannot be started.
 */
export async function acquire(service: SharedService): Promise<Lease> {
  return new RenewedLease(service, await lease(service));
}

const mostRestarts = 5;
const recentMs = 60_000;

class RenewedLease implements Lease {
  readonly details: Details;
  readonly #service: SharedService;
  #socket: Socket;
  #released = false;
  #restarting: Promise<void> | undefined;
  #restarts: number[] = [];

  constructor(service: SharedService, { socket, details }: Leased) {
    this.#service = service;
    this.#socket = socket;
    this.details = details;
    this.#watch();
  }

  readonly release = async (): Promise<void> => {
    if (this.#released) return;
    this.#released = true;
    await this.#restarting;
    await release(this.#socket);
  };

  #watch(): void {
    this.#socket.once("close", () => {
      if (!this.#released) this.#restarting = this.#restart();
    });
  }

  async #restart(): Promise<void> {
    try {
      this.#count();
      const { socket, details } = await lease(this.#service);
      this.#socket = socket;
      this.#watch();
      if (details.port === this.details.port) return;
      info(
        `${this.#service} restarted on port ${details.port}. Run your command again.`,
      );
    } catch (error) {
      info(`${this.#service} cannot be restarted: ${errorMessage(error)}`);
    }
  }

  /** @throws Error when it ends too often. */
  #count(): void {
    const now = Date.now();
    this.#restarts = this.#restarts.filter((time) => now - time < recentMs);
    this.#restarts.push(now);
    if (this.#restarts.length > mostRestarts) {
      throw new Error("it ends again and again");
    }
  }
}

const mostAttempts = 10;
const longestStartMs = 60_000;

interface Leased {
  readonly socket: Socket;
  readonly details: Details;
}

async function lease(service: SharedService): Promise<Leased> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const socket = await connectOrStart(service);
    const details =
      socket && (await readReply(service, socket, longestStartMs));
    if (details) return { socket: socket.unref(), details };
    // It was about to end, or another command was quicker: once more.
  }
  throw new Error(
    `the reaper of ${service} ends again and again: see ${logFile(service)}`,
  );
}

async function connectOrStart(
  service: SharedService,
): Promise<Socket | undefined> {
  const holder = readHolder(service);
  const socket = holder && (await connectTo(holder.address));
  if (socket) return socket;
  const starter = await startReaper(service);
  try {
    const { address } = readHolder(service) ?? {};
    return address ? await connectTo(address) : undefined;
  } finally {
    starter.detach();
  }
}

const longestStatusMs = 2000;

/** How to reach the service; undefined if it does not run, or only starts. */
export async function status(
  service: SharedService,
): Promise<Details | undefined> {
  try {
    const holder = readHolder(service);
    const socket = holder && (await connectTo(holder.address));
    if (!socket) return undefined;
    const details = await readReply(service, socket, longestStatusMs);
    // Otherwise a command that lets go now would not be taken for the last.
    await release(socket);
    return details;
  } catch {
    return undefined;
  }
}

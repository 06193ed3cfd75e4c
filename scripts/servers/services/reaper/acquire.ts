// The command's hold on a service: while it has one, the service runs.
import type { Socket } from "node:net";
import { errorMessage } from "../../host/system-error";
import { info } from "../../host/terminal";
import { reach } from "./connection";
import { readClaim } from "./lock";
import { hear } from "./read-reply";
import { letGo } from "./release";
import type { Details } from "./protocol";
import type { KeptService } from "./services";
import { logFile, startKeeper } from "./start-reaper";

export interface Hold {
  readonly details: Details;
  /**
   * Lets go. Resolves once the service has ended, if nobody else holds it,
   * or after ten seconds.
   */
  release(): Promise<void>;
}

/**
 * Holds the service that all commands of this workshop's folder share, and
 * starts it if it does not run. It never keeps this process alive. If the
 * service or its keeper dies, it is started again, on the same port unless
 * somebody has taken that.
 *
 * @throws UserError (1) if it cannot be started.
 */
export async function hold(service: KeptService): Promise<Hold> {
  return new Holding(service, await takeHold(service));
}

const mostRestarts = 5;
const recentMs = 60_000;

class Holding implements Hold {
  readonly details: Details;
  readonly #service: KeptService;
  #socket: Socket;
  #released = false;
  #restarting: Promise<void> | undefined;
  #restarts: number[] = [];

  constructor(service: KeptService, held: Held) {
    this.#service = service;
    this.#socket = held.socket;
    this.details = held.details;
    this.#watch();
  }

  readonly release = async (): Promise<void> => {
    if (this.#released) return;
    this.#released = true;
    await this.#restarting;
    await letGo(this.#socket);
  };

  #watch(): void {
    this.#socket.once("close", () => {
      if (!this.#released) this.#restarting = this.#restart();
    });
  }

  async #restart(): Promise<void> {
    try {
      this.#count();
      const { socket, details } = await takeHold(this.#service);
      this.#socket = socket;
      this.#watch();
      if (details.port === this.details.port) return;
      info(`${this.#service} is on port ${details.port} now: start anew.`);
    } catch (error) {
      info(`${this.#service} does not come back: ${errorMessage(error)}`);
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

interface Held {
  readonly socket: Socket;
  readonly details: Details;
}

async function takeHold(service: KeptService): Promise<Held> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const socket = await connectOrStart(service);
    const details = socket && (await hear(service, socket, longestStartMs));
    if (details) return { socket: socket.unref(), details };
    // It was about to end, or another command was quicker: once more.
  }
  throw new Error(
    `the keeper of ${service} ends again and again: see ${logFile(service)}`,
  );
}

async function connectOrStart(
  service: KeptService,
): Promise<Socket | undefined> {
  const claim = readClaim(service);
  const socket = claim && (await reach(claim.address));
  if (socket) return socket;
  const starter = await startKeeper(service);
  try {
    const { address } = readClaim(service) ?? {};
    return address ? await reach(address) : undefined;
  } finally {
    starter.letGo();
  }
}

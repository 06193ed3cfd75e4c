// One connection of the closed loop, as a user: asks again when it has its response.
import { performance } from "node:perf_hooks";
import {
  Connection,
  type ConnectionOwner,
  type Exchange,
  type Target,
} from "./connection";
import type { Loss } from "./ledger";
import type { KindTally } from "./tally";

/** Draws the next request, and says where its outcome counts. */
export type NextRequest = () => {
  readonly bytes: Buffer;
  readonly tally: KindTally;
};

/** What a lane does in one window. */
export interface Work {
  readonly next: NextRequest;
  /** By `performance.now()`; nothing is sent from then on. */
  readonly until: number;
  readonly timeoutMs: number;
}

interface Running extends Work {
  readonly done: () => void;
}

/** Its connection is opened again when it was lost, and kept between windows. */
export class UserLane implements ConnectionOwner, Exchange {
  readonly #target: Target;
  readonly #onFault: (error: Error) => void;
  bytes: Buffer = Buffer.alloc(0);
  #connection: Connection | undefined;
  #connected: () => void = () => {};
  #work: Running | undefined;
  #inFlight: KindTally | undefined;
  #sentAt = 0;
  #pausing = false;

  constructor(target: Target, onFault: (error: Error) => void) {
    this.#target = target;
    this.#onFault = onFault;
  }

  /** Resolves when the connection is open, or has failed. */
  connect(): Promise<void> {
    if (this.#connection) return Promise.resolve();
    return new Promise((resolve) => {
      this.#connected = resolve;
      this.#connection = new Connection(this.#target, this);
    });
  }

  /** Resolves when the time is over and nothing is in flight. */
  run(work: Work): Promise<void> {
    return new Promise((done) => {
      this.#work = { ...work, done };
      this.#send(performance.now());
    });
  }

  /** Gives up a request that is overdue, and its connection. */
  expire(): void {
    const work = this.#work;
    if (!work || !this.#inFlight) return;
    const waited = performance.now() - this.#sentAt;
    if (waited < work.timeoutMs) return;
    const tally = this.#inFlight;
    this.#inFlight = undefined;
    // Which opens another one, for the next request.
    const written = this.#connection?.abandon() ?? false;
    tally.lose("timedOut", written, waited * 1000);
  }

  close(): void {
    this.#work = undefined;
    this.#connection?.abandon();
  }

  answered(status: number): void {
    const tally = this.#inFlight;
    this.#inFlight = undefined;
    tally?.answer(status, (performance.now() - this.#sentAt) * 1000);
  }

  lost(loss: Exclude<Loss, "timedOut">, written: boolean): void {
    const tally = this.#inFlight;
    this.#inFlight = undefined;
    tally?.lose(loss, written, (performance.now() - this.#sentAt) * 1000);
    if (loss === "refused") this.#pause();
  }

  idle(): void {
    this.#connected();
    this.#send();
  }

  gone(connection: Connection): void {
    this.#connected();
    if (this.#connection === connection) this.#connection = undefined;
    this.#send();
  }

  fault(error: Error): void {
    this.#onFault(error);
  }

  #send(now = performance.now()): void {
    const work = this.#work;
    if (!work || this.#inFlight || this.#pausing) return;
    if (now >= work.until) {
      this.#work = undefined;
      work.done();
      return;
    }
    const { bytes, tally } = work.next();
    tally.ledger.send();
    this.bytes = bytes;
    this.#inFlight = tally;
    this.#sentAt = now;
    if (this.#connection) this.#connection.send(this);
    else this.#connection = new Connection(this.#target, this, this);
  }

  /** A port on which nobody listens refuses as fast as it is asked. */
  #pause(): void {
    this.#pausing = true;
    setTimeout(() => {
      this.#pausing = false;
      this.#send();
    }, REFUSED_PAUSE_MS);
  }
}

const REFUSED_PAUSE_MS = 20;

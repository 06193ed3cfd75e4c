// One connection of the load generator: a request at a time, and its ending.
import { connect, type Socket } from "node:net";
import type { Loss } from "./ledger";
import { ResponseParser } from "./response-parser";

/*
 * Raw sockets, and not node:http or undici, because the ledger needs to know
 * *how* a request was lost. node:http reports an orderly close, a reset and a
 * close by a stale keep-alive all as "socket hang up" with code ECONNRESET, and
 * queues inside its Agent, out of sight. It also costs twice the CPU (64 against
 * 29 µs a request at 6 000 a second, equally paced), on a machine that the
 * server has to share.
 */

/** One request, and where its ending is reported: once, whatever happens. */
export interface Exchange {
  readonly bytes: Buffer;
  answered(status: number): void;
  lost(loss: Exclude<Loss, "timedOut">, written: boolean): void;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface ConnectionOwner {
  /** Connected, and without an exchange. */
  idle(connection: Connection): void;
  /** Will carry no more; its exchange, if any, has had its ending. */
  gone(connection: Connection): void;
  /** The client's own machine failed, not the server: figures are void. */
  fault(error: Error): void;
}

export class Connection {
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  readonly #parser = new ResponseParser();
  #exchange: Exchange | undefined;
  #connected = false;
  #gone = false;

  /** Connects at once; an exchange given here is sent when it has. */
  constructor(target: Target, owner: ConnectionOwner, exchange?: Exchange) {
    this.#owner = owner;
    this.#exchange = exchange;
    this.#socket = connect({
      ...target,
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(READ_BYTES),
        callback: (length, buffer) => this.#read(buffer, length),
      },
    });
    this.#socket.once("connect", () => this.#ready());
    this.#socket.once("end", () => this.#ended());
    this.#socket.once("error", (error) => this.#failed(error));
    this.#socket.once("close", () => this.#leave());
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
    this.#parser.next();
    this.#socket.write(exchange.bytes);
  }

  carries(exchange: Exchange): boolean {
    return this.#exchange === exchange;
  }

  /** Drops the exchange without an ending; whether it had been written. */
  abandon(): boolean {
    this.#exchange = undefined;
    this.#leave();
    return this.#connected;
  }

  #ready(): void {
    this.#connected = true;
    if (this.#exchange) this.#socket.write(this.#exchange.bytes);
    else this.#owner.idle(this);
  }

  #read(buffer: Uint8Array, length: number): boolean {
    if (!this.#exchange) {
      // An answer without a question: the next one could not be trusted.
      this.#leave();
      return true;
    }
    const chunk = Buffer.from(buffer.buffer, buffer.byteOffset, length);
    const state = this.#parser.feed(chunk);
    if (state === "complete") this.#complete();
    if (state === "malformed") this.#lose("truncated");
    return true;
  }

  #complete(): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    exchange?.answered(this.#parser.status);
    if (this.#parser.keepAlive) this.#owner.idle(this);
    else this.#leave();
  }

  #ended(): void {
    if (this.#exchange && this.#parser.end() === "complete") this.#complete();
    else this.#lose(this.#parser.began ? "truncated" : "unansweredClose");
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (CLIENT_FAULTS.has(error.code ?? "")) this.#owner.fault(error);
    if (!this.#connected) this.#lose("refused");
    else this.#lose(this.#parser.began ? "truncated" : "reset");
  }

  #lose(loss: Exclude<Loss, "timedOut">): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    exchange?.lost(loss, this.#connected);
    this.#leave();
  }

  #leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    // Ignore late errors of a socket that is not used any more.
    this.#socket.on("error", () => {});
    this.#socket.destroy();
    this.#owner.gone(this);
  }
}

const READ_BYTES = 16 * 1024;

/** Out of ports, files or memory, or no way to the host at all. */
const CLIENT_FAULTS = new Set([
  "EADDRNOTAVAIL",
  "EMFILE",
  "ENFILE",
  "ENOBUFS",
  "ENOMEM",
  "EACCES",
  "EPERM",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);

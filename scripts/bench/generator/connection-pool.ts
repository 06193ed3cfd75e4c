// A bounded set of connections; a request that finds none free waits in line.
import {
  Connection,
  type ConnectionOwner,
  type Exchange,
  type Target,
} from "./connection";

export interface PoolOptions {
  readonly target: Target;
  /** The most connections at a time. */
  readonly size: number;
  /** Whether a connection carries more than one exchange. */
  readonly reuse: boolean;
  readonly fault: (error: Error) => void;
}

/**
 * Hands exchanges to connections, the longest idle first, so that all of them
 * are used like those of as many users. Opens connections as they are needed.
 */
export class ConnectionPool {
  readonly #options: PoolOptions;
  readonly #open = new Set<Connection>();
  readonly #idle = new Set<Connection>();
  readonly #waiting = new Set<Exchange>();
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Opens every connection; resolves when each is open or has failed. */
  async connectAll(): Promise<void> {
    const attempts: Promise<void>[] = [];
    while (this.#open.size < this.#options.size) {
      attempts.push(
        new Promise((settled) => this.#connect(undefined, settled)),
      );
    }
    await Promise.all(attempts);
  }

  submit(exchange: Exchange): void {
    const [idle] = this.#idle;
    if (idle) {
      this.#idle.delete(idle);
      idle.send(exchange);
    } else if (this.#open.size < this.#options.size) {
      this.#connect(exchange);
    } else {
      this.#waiting.add(exchange);
    }
  }

  /** Gives an exchange up, and its connection; whether it was written. */
  cancel(exchange: Exchange): boolean {
    if (this.#waiting.delete(exchange)) return false;
    for (const connection of this.#open) {
      if (connection.carries(exchange)) return connection.abandon();
    }
    return false;
  }

  /** Closes every connection; exchanges under way get no ending. */
  close(): void {
    this.#closed = true;
    this.#waiting.clear();
    for (const connection of [...this.#open]) connection.abandon();
  }

  #connect(exchange?: Exchange, settled?: () => void): void {
    const owner: ConnectionOwner = {
      idle: (connection) => {
        settled?.();
        if (exchange && !this.#options.reuse) connection.abandon();
        else this.#idle.add(connection);
        this.#serveWaiting();
      },
      gone: (connection) => {
        settled?.();
        this.#open.delete(connection);
        this.#idle.delete(connection);
        this.#serveWaiting();
      },
      fault: this.#options.fault,
    };
    this.#open.add(new Connection(this.#options.target, owner, exchange));
  }

  #serveWaiting(): void {
    const [exchange] = this.#waiting;
    if (exchange === undefined || this.#closed) return;
    this.#waiting.delete(exchange);
    this.submit(exchange);
  }
}

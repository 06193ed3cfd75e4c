// Watches one of autocannon's connections, and gives it its requests.
import type { EventEmitter } from "node:events";
import { Socket } from "node:net";
import type autocannon from "autocannon";
import type { Loss } from "./ledger";
import type { RequestKind } from "./plan";
import { RequestSource, type SourcedRequest } from "./request-source";
import type { Tally } from "./tally";

export interface ClosedLoopParts {
  readonly kinds: readonly RequestKind[];
  readonly seed: number;
  readonly serial: () => number;
  readonly tally: Tally;
  readonly timeoutMs: number;
}

/**
 * Without pipelining a connection has one request in flight: the one before a
 * "request" event that had no "response" was lost. An entry is made in the
 * ledger when its outcome is known, because autocannon announces a request
 * before it draws its kind.
 *
 * The time limit is kept here: autocannon's own timer, when it is noticed late,
 * is set again for a time in the past, of which Node warns.
 */
export class ClosedLoopConnection {
  readonly #parts: ClosedLoopParts;
  readonly #client: autocannon.Client;
  #kind: RequestKind;
  #inFlight = false;
  #sentAt = 0;
  #answerBegan = false;
  ended: () => void = () => {};

  constructor(parts: ClosedLoopParts, client: autocannon.Client) {
    this.#parts = parts;
    this.#client = client;
    const source = new RequestSource(parts.kinds, parts.seed, parts.serial);
    const first = source.next();
    this.#kind = first.kind;
    client.setRequests([this.#requestsFrom(source, first)]);
    // The types know only some of the events.
    const events: EventEmitter = client;
    events.on("request", () => this.#sent());
    events.on("headers", () => {
      this.#answerBegan = true;
    });
    events.on("response", (status: number, _bytes: number, ms: number) =>
      this.#answered(status, ms),
    );
    events.on("connError", (error: NodeJS.ErrnoException) =>
      this.#failed(error),
    );
    events.on("done", () => this.#done());
  }

  /** Gives the request up if it has no response within the time limit. */
  expire(): void {
    const overdue = performance.now() - this.#sentAt >= this.#parts.timeoutMs;
    if (!this.#inFlight || !overdue) return;
    this.#lose("timedOut");
    // In no type: autocannon opens another one when this one fails.
    const socket: unknown = Reflect.get(this.#client, "conn");
    if (!(socket instanceof Socket)) {
      throw new Error("autocannon keeps its connection elsewhere now");
    }
    socket.destroy(new Error("the request timed out"));
  }

  /** A kind that never changes is built once; of others, each request. */
  #requestsFrom(
    source: RequestSource,
    first: SourcedRequest,
  ): autocannon.Request {
    if (source.isConstant) return toAutocannon(first);
    let upcoming: SourcedRequest | undefined = first;
    return {
      setupRequest: (defaults) => {
        const request = upcoming ?? source.next();
        upcoming = undefined;
        this.#kind = request.kind;
        return { ...defaults, ...toAutocannon(request) };
      },
    };
  }

  #sent(): void {
    if (this.#inFlight) {
      this.#lose(this.#answerBegan ? "truncated" : "unansweredClose");
    }
    this.#inFlight = true;
    this.#sentAt = performance.now();
    this.#answerBegan = false;
  }

  #answered(status: number, milliseconds: number): void {
    this.#inFlight = false;
    const tally = this.#parts.tally.of(this.#kind);
    tally.ledger.send();
    tally.answer(status, milliseconds * 1000);
  }

  #failed({ code }: NodeJS.ErrnoException): void {
    if (!this.#inFlight) return;
    if (code === "ECONNREFUSED") this.#lose("refused", false);
    else this.#lose(this.#answerBegan ? "truncated" : "reset");
  }

  #done(): void {
    if (this.#inFlight) this.#parts.tally.of(this.#kind).ledger.send();
    this.#inFlight = false;
    this.ended();
  }

  #lose(loss: Loss, written = true): void {
    this.#inFlight = false;
    const tally = this.#parts.tally.of(this.#kind);
    tally.ledger.send();
    tally.lose(loss, written, (performance.now() - this.#sentAt) * 1000);
  }
}

function toAutocannon({
  method,
  path,
  headers,
  body,
}: SourcedRequest): autocannon.Request {
  const typed = body !== undefined && !hasContentType(headers);
  return {
    method,
    path,
    headers: typed
      ? { ...headers, "Content-Type": "application/json" }
      : { ...headers },
    ...(body !== undefined && { body }),
  };
}

function hasContentType(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some(
    (name) => name.toLowerCase() === "content-type",
  );
}

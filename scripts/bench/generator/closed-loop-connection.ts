// Watches one of autocannon's connections, and gives it its requests.
import type { EventEmitter } from "node:events";
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
}

/**
 * Without pipelining a connection has one request in flight: the one before a
 * "request" event that had no "response" was lost. An entry is made in the
 * ledger when its outcome is known, because autocannon announces a request
 * before it draws its kind.
 */
export class ClosedLoopConnection {
  readonly #parts: ClosedLoopParts;
  #kind: RequestKind;
  #inFlight = false;
  #answerBegan = false;
  /** Lost, but autocannon may still say that it was by a time-out. */
  #suspect: { kind: RequestKind; loss: Loss } | undefined;
  ended: () => void = () => {};

  constructor(parts: ClosedLoopParts, client: autocannon.Client) {
    this.#parts = parts;
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
    events.on("timeout", () => this.#timedOut());
    events.on("done", () => this.#done());
  }

  /** A kind that never changes is built once; else each request anew. */
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
    this.#settleSuspect();
    if (this.#inFlight) {
      const loss = this.#answerBegan ? "truncated" : "unansweredClose";
      this.#suspect = { kind: this.#kind, loss };
    }
    this.#inFlight = true;
    this.#answerBegan = false;
  }

  #answered(status: number, milliseconds: number): void {
    this.#settleSuspect();
    this.#inFlight = false;
    const tally = this.#parts.tally.of(this.#kind);
    tally.ledger.send();
    tally.answer(status, milliseconds * 1000);
  }

  #failed({ code }: NodeJS.ErrnoException): void {
    this.#settleSuspect();
    if (!this.#inFlight) return;
    this.#inFlight = false;
    if (code === "ECONNREFUSED") this.#lose(this.#kind, "refused", false);
    else this.#lose(this.#kind, this.#answerBegan ? "truncated" : "reset");
  }

  /** Comes right after the "request" event of the new connection. */
  #timedOut(): void {
    if (this.#suspect) this.#suspect.loss = "timedOut";
    this.#settleSuspect();
  }

  #done(): void {
    this.#settleSuspect();
    if (this.#inFlight) this.#parts.tally.of(this.#kind).ledger.send();
    this.#inFlight = false;
    this.ended();
  }

  #settleSuspect(): void {
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (suspect) this.#lose(suspect.kind, suspect.loss);
  }

  #lose(kind: RequestKind, loss: Loss, written = true): void {
    const tally = this.#parts.tally.of(kind);
    tally.ledger.send();
    tally.lose(loss, written, 0);
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

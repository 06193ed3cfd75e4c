// Turns kinds of requests into the bytes of the next one to send.
import { type Random, randomBelow, seededRandom } from "../statistics/random";
import type { RequestKind, Stream } from "./plan";

export interface SourcedRequest {
  readonly kind: RequestKind;
  readonly method: RequestKind["method"];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Draws kinds by their weights and fills their placeholders. */
export class RequestSource {
  readonly #kinds: readonly RequestKind[];
  readonly #changing: ReadonlySet<RequestKind>;
  readonly #random: Random;
  readonly #serial: () => number;
  readonly #totalWeight: number;

  constructor(
    kinds: readonly RequestKind[],
    seed: number,
    serial: () => number = countUp(),
  ) {
    this.#kinds = kinds;
    this.#changing = new Set(kinds.filter(hasPlaceholder));
    this.#random = seededRandom(seed);
    this.#serial = serial;
    this.#totalWeight = kinds.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Whether every request is the same. */
  get isConstant(): boolean {
    return this.#kinds.length === 1 && this.#changing.size === 0;
  }

  next(): SourcedRequest {
    const kind = this.#draw();
    const { method, path, headers, body } = kind;
    if (!this.#changing.has(kind)) return { kind, method, path, headers, body };
    const n = String(this.#serial());
    const fill = (text: string): string =>
      text.replaceAll(PLACEHOLDER, (_, low?: string, high?: string) =>
        low === undefined || high === undefined
          ? n
          : String(this.#between(Number(low), Number(high))),
      );
    return {
      kind,
      method,
      path: fill(path),
      headers: mapValues(headers, fill),
      body: body === undefined ? undefined : fill(body),
    };
  }

  #draw(): RequestKind {
    let ticket = this.#random() * this.#totalWeight;
    for (const kind of this.#kinds) {
      ticket -= kind.weight;
      if (ticket < 0) return kind;
    }
    const [first] = this.#kinds;
    if (!first) throw new RangeError("a stream needs a kind of request");
    return first;
  }

  #between(low: number, high: number): number {
    return low + randomBelow(high - low + 1, this.#random);
  }
}

/** Numbers from `last` + 1 on, shared by all streams of a run. */
export function countUp(last = 0): () => number {
  let current = last;
  return () => ++current;
}

/** The request as HTTP/1.1 sends it. */
export function toBytes(
  { method, path, headers, body }: SourcedRequest,
  host: string,
  reuse: Stream["reuse"],
): Buffer {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`];
  for (const [name, value] of Object.entries(headers)) {
    lines.push(`${name}: ${value}`);
  }
  if (reuse === "new-per-request") lines.push("Connection: close");
  if (body !== undefined) {
    if (!given.has("content-type"))
      lines.push("Content-Type: application/json");
    lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  }
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}

const PLACEHOLDER = /\{\{(?:n|(\d+)\.\.(\d+))\}\}/g;

function hasPlaceholder({ path, headers, body }: RequestKind): boolean {
  return [path, body ?? "", ...Object.values(headers)].some(
    (text) => text.search(PLACEHOLDER) !== -1,
  );
}

function mapValues(
  record: Readonly<Record<string, string>>,
  map: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value)]),
  );
}

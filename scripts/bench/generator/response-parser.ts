// Finds where an HTTP/1.1 response ends, and whether it is whole.

/**
 * Reads one response after another from the chunks of a connection: bodies by
 * Content-Length, chunked, or up to the end of the connection (RFC 9112, §6.3).
 * Bodies are passed over, not kept. Responses to HEAD and CONNECT are not
 * understood. A chunk may be overwritten once `feed` has returned.
 */
export class ResponseParser {
  #state: State = "head";
  #status = 0;
  #began = false;
  #keepAlive = true;
  /** Bytes of the body, or of the current chunk and its CRLF, still to come. */
  #remaining = 0;
  /** The start of a line or head that is not whole yet. */
  #carry: Buffer | undefined;

  /** The status code of the response last completed or begun. */
  get status(): number {
    return this.#status;
  }

  /** Whether a byte of the current response has come. */
  get began(): boolean {
    return this.#began;
  }

  /** Whether the connection may carry another request. */
  get keepAlive(): boolean {
    return this.#keepAlive;
  }

  /** Reads on; after "complete" call `next` before the next response. */
  feed(chunk: Buffer): "incomplete" | "complete" | "malformed" {
    if (chunk.length > 0) this.#began = true;
    const data = this.#carry ? Buffer.concat([this.#carry, chunk]) : chunk;
    this.#carry = undefined;
    let at = 0;
    while (at < data.length && this.#state !== "malformed") {
      if (this.#state === "complete") {
        // Unrequested bytes: the connection carries no further request.
        this.#keepAlive = false;
        break;
      }
      const next = this.#step(data, at);
      if (next === undefined) {
        this.#keep(data.subarray(at));
        break;
      }
      at = next;
    }
    if (this.#state === "complete" || this.#state === "malformed") {
      return this.#state;
    }
    return "incomplete";
  }

  /** Told that the connection ended: completes what only that can complete. */
  end(): "incomplete" | "complete" {
    this.#keepAlive = false;
    return this.#state === "until-close" ? "complete" : "incomplete";
  }

  /** Gets ready for another response on the same connection. */
  next(): void {
    this.#state = "head";
    this.#began = false;
  }

  #step(data: Buffer, at: number): number | undefined {
    switch (this.#state) {
      case "head":
        return this.#head(data, at);
      case "body":
        return this.#pass(data, at, "complete");
      case "chunk":
        return this.#pass(data, at, "chunk-size");
      case "chunk-size":
        return this.#chunkSize(data, at);
      case "trailers":
        return this.#trailer(data, at);
      default:
        return data.length;
    }
  }

  #head(data: Buffer, at: number): number | undefined {
    const end = data.indexOf("\r\n\r\n", at);
    if (end === -1) return undefined;
    this.#readHead(data.toString("latin1", at, end + 2));
    return end + 4;
  }

  #readHead(head: string): void {
    const [, minor, status] = STATUS_LINE.exec(head) ?? [];
    this.#status = Number(status);
    if (minor === undefined) this.#state = "malformed";
    // Interim responses, such as 100 and 103, stand before the real one.
    else if (this.#status >= 200) this.#readFraming(head, minor);
  }

  #readFraming(head: string, minor: string): void {
    this.#keepAlive = minor === "1" ? !CLOSE.test(head) : KEEP.test(head);
    const length = CONTENT_LENGTH.exec(head)?.[1];
    if (this.#status === 204 || this.#status === 304) this.#state = "complete";
    else if (CHUNKED.test(head)) this.#state = "chunk-size";
    else if (length === undefined) this.#state = "until-close";
    else {
      this.#remaining = Number(length);
      this.#state = this.#remaining === 0 ? "complete" : "body";
    }
  }

  #pass(data: Buffer, at: number, then: State): number {
    const passed = Math.min(this.#remaining, data.length - at);
    this.#remaining -= passed;
    if (this.#remaining === 0) this.#state = then;
    return at + passed;
  }

  #chunkSize(data: Buffer, at: number): number | undefined {
    const end = data.indexOf("\r\n", at);
    if (end === -1) return undefined;
    const size = CHUNK_SIZE.exec(data.toString("latin1", at, end))?.[1];
    if (size === undefined) this.#state = "malformed";
    else if (Number.parseInt(size, 16) === 0) this.#state = "trailers";
    else {
      this.#remaining = Number.parseInt(size, 16) + 2;
      this.#state = "chunk";
    }
    return end + 2;
  }

  #trailer(data: Buffer, at: number): number | undefined {
    const end = data.indexOf("\r\n", at);
    if (end === -1) return undefined;
    if (end === at) this.#state = "complete";
    return end + 2;
  }

  #keep(rest: Buffer): void {
    if (rest.length > LONGEST_HEAD) this.#state = "malformed";
    else this.#carry = Buffer.from(rest);
  }
}

type State =
  | "head"
  | "body"
  | "until-close"
  | "chunk-size"
  | "chunk"
  | "trailers"
  | "complete"
  | "malformed";

const LONGEST_HEAD = 64 * 1024;
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |\r)/;
const CONTENT_LENGTH = /\r\ncontent-length:[ \t]*(\d+)[ \t]*\r/i;
const CHUNKED = /\r\ntransfer-encoding:[^\r]*\bchunked[ \t]*\r/i;
const CLOSE = /\r\nconnection:[^\r]*\bclose\b/i;
const KEEP = /\r\nconnection:[^\r]*\bkeep-alive\b/i;
const CHUNK_SIZE = /^([0-9a-f]+)[ \t]*(?:;.*)?$/i;

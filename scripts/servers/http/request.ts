// Sends one HTTP request on a connection of its own, and brings back what came of it.
import { once } from "node:events";
import {
  type ClientRequest,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { isIP } from "node:net";
import { text } from "node:stream/consumers";
import { withDeadline } from "../host/deadline";

export interface Message {
  readonly method?: string;
  /** Sent as it stands. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, and said to be; a text or bytes as they are. */
  readonly body?: object | string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A connection that ended before there was an answer brings none. */
export type Outcome = Answer | undefined;

/** Where a server listens; a number is a port of this machine. */
export type Address = number | Place;

export interface Place {
  readonly host: string;
  readonly port: number;
  /** From which of this machine's addresses to ask. */
  readonly localAddress?: string;
}

/** Given up when the signal says so, as if the connection had ended. */
export async function request(
  at: Address,
  message: Message,
  signal?: AbortSignal,
): Promise<Outcome> {
  const sent = open(at, message, signal);
  sent.end(bytesOf(message));
  return await answerTo(sent);
}

/** An upload of which the server has seen the head, and waits for the body. */
export interface Upload {
  /** Whether an answer, or the connection's end, came before the body. */
  isAnswered(): boolean;
  /** Sends the body, and brings the answer. */
  finish(): Promise<Outcome>;
  /** Sends half of the body, and hangs up. */
  abandon(): Promise<void>;
}

/** For servers that never say `100 Continue`: RFC 9110, section 10.1.1. */
const CONTINUE_WITHIN_MS = 15_000;

/**
 * Sends the head of a request, and resolves once the server has begun to
 * handle it: it says so with `100 Continue`, so that nothing is left to time.
 * Or it answers already, as one does that wants no body.
 */
export async function holdUpload(
  at: Address,
  message: Message,
): Promise<Upload> {
  const body = bytesOf(message);
  const sent = open(at, {
    ...message,
    headers: { ...message.headers, Expect: "100-continue" },
  });
  let isAnswered = false;
  const answer = answerTo(sent).finally(() => {
    isAnswered = true;
  });
  const begun = once(sent, "continue").catch(() => {});
  await withDeadline(CONTINUE_WITHIN_MS, Promise.race([begun, answer]));
  return {
    isAnswered: () => isAnswered,
    finish() {
      sent.end(body);
      return answer;
    },
    async abandon() {
      const closed = new Promise((resolve) => sent.once("close", resolve));
      sent.write(body.subarray(0, body.length / 2), () => sent.destroy());
      await closed;
    },
  };
}

/** What a message's body is, and how long; and whatever it says itself. */
export function headersOf(message: Message): Record<string, string> {
  const { body, headers } = message;
  const length = String(bytesOf(message).length);
  return {
    ...(isJson(body) && { "Content-Type": "application/json" }),
    ...(body !== undefined && { "Content-Length": length }),
    ...headers,
  };
}

export function bytesOf({ body = "" }: Message): Buffer {
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(isJson(body) ? JSON.stringify(body) : body);
}

export function addressOf(at: Address): Place {
  return typeof at === "number" ? { host: "127.0.0.1", port: at } : at;
}

function open(
  at: Address,
  message: Message,
  signal?: AbortSignal,
): ClientRequest {
  const { method = "GET", path } = message;
  const headers = headersOf(message);
  const where = { ...addressOf(at), agent: false, ...(signal && { signal }) };
  return httpRequest({ ...where, method, path, headers });
}

function isJson(body: Message["body"]): body is object {
  return typeof body === "object" && !(body instanceof Uint8Array);
}

function answerTo(sent: ClientRequest): Promise<Outcome> {
  return new Promise((resolve) => {
    // A server that dies, or cuts the connection, is an outcome like others.
    sent.once("error", () => resolve(undefined));
    sent.once("response", (response: IncomingMessage) => {
      const { statusCode: status = 0, headers } = response;
      text(response).then(
        (all) => resolve({ status, headers, text: all }),
        () => resolve(undefined),
      );
    });
  });
}

/** Whether a host is this machine itself. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "localhost" || host === "::1";
}

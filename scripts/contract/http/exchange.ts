// Sends one HTTP request on a connection of its own, and brings back what came of it.
import { once } from "node:events";
import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from "node:http";
import { text } from "node:stream/consumers";

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

export async function exchange(
  port: number,
  message: Message,
): Promise<Outcome> {
  const sent = open(port, message);
  sent.end(bytesOf(message));
  return await answerTo(sent);
}

/** An upload of which the server has seen the head, and waits for the body. */
export interface Upload {
  /** Sends the body, and brings the answer. */
  finish(): Promise<Outcome>;
  /** Sends half of the body, and hangs up. */
  abandon(): Promise<void>;
}

/**
 * Sends the head of a request, and resolves once the server has begun to
 * handle it: it says so with `100 Continue`, so that nothing is left to time.
 */
export async function holdUpload(
  port: number,
  message: Message,
): Promise<Upload> {
  const body = bytesOf(message);
  const sent = open(port, {
    ...message,
    headers: { ...message.headers, Expect: "100-continue" },
  });
  const answer = answerTo(sent);
  await once(sent, "continue");
  return {
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

function open(port: number, message: Message): ClientRequest {
  const { method = "GET", path } = message;
  const headers = headersOf(message);
  const host = "127.0.0.1";
  return request({ host, port, agent: false, method, path, headers });
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

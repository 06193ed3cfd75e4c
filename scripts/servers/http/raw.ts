// Writes bytes to a connection as no HTTP client would: half requests, many at once, no HTTP at all.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import {
  type Address,
  type Answer,
  addressOf,
  bytesOf,
  headersOf,
  type Message,
} from "./request";

export interface RawAnswer {
  /** All bytes that came back, as one text. */
  readonly text: string;
  /** How the connection ended; "open" if this side gave it up. */
  readonly end: "closed" | "reset" | "open";
}

export interface RawOptions {
  /** Closes this side's half once all is sent, as `FIN` does. */
  readonly halfClose?: boolean;
  /** Hangs up once this is so of what has come. */
  readonly until?: (text: string) => boolean;
  readonly timeoutMs?: number;
}

/** Sends bytes as they are, HTTP or not, and reads what comes back. */
export function sendRaw(
  at: Address,
  bytes: string | Uint8Array,
  options: RawOptions = {},
): Promise<RawAnswer> {
  const {
    halfClose = false,
    until = () => false,
    timeoutMs = 15_000,
  } = options;
  return new Promise((resolve) => {
    const socket = connect(addressOf(at));
    let text = "";
    const settle = (end: RawAnswer["end"]) => {
      clearTimeout(timer);
      resolve({ text, end });
      socket.destroy();
    };
    const timer = setTimeout(() => settle("open"), timeoutMs);
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
      if (until(text)) settle("open");
    });
    socket.once("end", () => settle("closed"));
    socket.once("close", () => settle("closed"));
    socket.on("error", () => settle("reset"));
    if (halfClose) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** The status of each answer, in order. */
export async function pipeline(
  at: Address,
  messages: readonly Message[],
): Promise<number[]> {
  const socket = await send(at, messages);
  return statusesIn(await text(socket));
}

/** The statuses of the answers in what a connection brought. */
export function statusesIn(answers: string): number[] {
  const statusLines = answers.matchAll(/HTTP\/1\.1 (\d{3}) /g);
  return [...statusLines].map(([, status]) => Number(status));
}

/** The first answer in what a connection brought, once it is whole. */
export function answerIn(heard: string): Answer | undefined {
  const end = heard.indexOf("\r\n\r\n");
  const [status] = statusesIn(heard);
  if (end === -1 || status === undefined) return undefined;
  const headers = Object.fromEntries(
    heard
      .slice(0, end)
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(/: *(.*)/s))
      .map(([name = "", value = ""]) => [name.toLowerCase(), value]),
  );
  const length = Number(headers["content-length"] ?? 0);
  const text = heard.slice(end + 4, end + 4 + length);
  return text.length < length ? undefined : { status, headers, text };
}

/** Hangs up at the first byte of the first answer. */
export async function hangUpOnAnswers(
  at: Address,
  messages: readonly Message[],
): Promise<void> {
  const socket = await send(at, messages);
  socket.on("error", () => {}); // A reset, which it asked for.
  // Or it is closed, where that is all there is to come.
  await Promise.race([once(socket, "data"), once(socket, "close")]);
  socket.destroy();
}

async function send(
  at: Address,
  messages: readonly Message[],
): Promise<Socket> {
  const socket = connect(addressOf(at));
  await once(socket, "connect");
  const last = messages.length - 1;
  const pieces = messages.map((message, index) => {
    const connection = index === last ? "close" : "keep-alive";
    return requestText(message, { Connection: connection });
  });
  socket.write(pieces.join(""));
  return socket;
}

/** The request as it goes over the wire. */
export function requestText(
  message: Message,
  extra: Readonly<Record<string, string>> = {},
): string {
  const headers = { Host: "127.0.0.1", ...headersOf(message), ...extra };
  const lines = Object.entries(headers).map((line) => line.join(": "));
  const start = `${message.method ?? "GET"} ${message.path} HTTP/1.1`;
  return [start, ...lines, "", bytesOf(message)].join("\r\n");
}

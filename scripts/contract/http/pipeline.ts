// Sends many requests in one piece on one connection, so that a server has them all at once.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { bytesOf, headersOf, type Message } from "./exchange";

/** The status of each answer, in order. */
export async function pipeline(
  port: number,
  messages: readonly Message[],
): Promise<number[]> {
  const socket = await send(port, messages);
  const answers = await text(socket);
  const statusLines = answers.matchAll(/HTTP\/1\.1 (\d{3}) /g);
  return [...statusLines].map(([, status]) => Number(status));
}

/** Hangs up at the first byte of the first answer. */
export async function hangUpOnAnswers(
  port: number,
  messages: readonly Message[],
): Promise<void> {
  const socket = await send(port, messages);
  socket.on("error", () => {}); // A reset, which it asked for.
  await once(socket, "data");
  socket.destroy();
}

async function send(
  port: number,
  messages: readonly Message[],
): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const last = messages.length - 1;
  const pieces = messages.map((message, index) => {
    const connection = index === last ? "close" : "keep-alive";
    return requestText(message, { Connection: connection });
  });
  socket.write(pieces.join(""));
  return socket;
}

function requestText(
  message: Message,
  extra: Readonly<Record<string, string>>,
): string {
  const headers = { Host: "127.0.0.1", ...headersOf(message), ...extra };
  const lines = Object.entries(headers).map((line) => line.join(": "));
  const start = `${message.method ?? "GET"} ${message.path} HTTP/1.1`;
  return [start, ...lines, "", bytesOf(message)].join("\r\n");
}

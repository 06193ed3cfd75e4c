// What a keeper says to the commands that it keeps a service for, as lines of JSON.
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { z } from "zod";

/** How to reach a service that runs. */
export const Details = z.object({
  port: z.number(),
  password: z.string(),
  /** As the service itself says, "18.4". */
  version: z.string(),
  /** Of the service, not of its keeper. */
  pid: z.number(),
});
export type Details = z.infer<typeof Details>;

export const Message = z.union([
  z.object({ ready: Details }),
  /** An anticipated failure, in a line for the user. */
  z.object({ failed: z.string() }),
  /** Something that the user should know, before one of the above. */
  z.object({ note: z.string() }),
]);
export type Message = z.infer<typeof Message>;

export function send(socket: Socket, message: Message): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Hears all messages, up to the end of the connection. */
export function onMessage(
  socket: Socket,
  hear: (message: Message) => void,
): void {
  const lines = createInterface({ input: socket });
  lines.on("error", () => {}); // The socket's own, which tells of it itself.
  lines.on("line", (line) => hear(Message.parse(JSON.parse(line))));
}

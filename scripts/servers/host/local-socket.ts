// Reads a socket as JSON values, one a line.
import type { Socket } from "node:net";

/**
 * Not node:readline, which throws a socket's errors a second time, past the
 * socket's own handler. The other end is ours, so
 * its messages are taken for what they say they are. What follows the last line end is never handled: it
 * was cut off by its sender's end.
 */
export function onJsonLine<T>(
  socket: Socket,
  handle: (message: T) => void,
): void {
  let begun = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (begun + chunk).split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) handle(JSON.parse(line));
  });
}

// Finds lines in what a server logs: that of one request among those of all others, or of whatever happened.
import { randomUUID } from "node:crypto";
import type { Message } from "../servers/http/request";
import type { StepServer } from "./targets/step-server";

export interface Line {
  readonly level?: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly status?: number;
  readonly ip?: string;
  readonly aborted?: boolean;
  readonly error?: string;
  readonly worker?: number;
  /** Of the shared store. */
  readonly operation?: string;
  /** By what a worker ended. */
  readonly how?: string;
}

/** The message, findable in the log of whoever writes down its id or its URL. */
export function identified(message: Message) {
  const id = randomUUID();
  const path = `${message.path}${message.path.includes("?") ? "&" : "?"}${id}`;
  const headers = { ...message.headers, "X-Request-Id": id };
  return { id, message: { ...message, path, headers } };
}

/** Resolves to the line of the request, as soon as it is there. */
export function requestLine(server: StepServer, id: string): Promise<Line> {
  return server.printed((output) => linesOf(output).find(isAbout(id)));
}

function isAbout(id: string): (line: Line) => boolean {
  return (line) => line.message === "request" && line.requestId === id;
}

/**
 * The lines that are JSON and whole. Two workers share one pipe: where that is
 * full, as after a flood, a line of the one may end inside a line of the other.
 */
export function linesOf(output: string): Line[] {
  return output
    .split("\n")
    .slice(0, -1)
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}

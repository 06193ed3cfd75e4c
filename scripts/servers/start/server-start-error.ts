// Says in words why a server did not start, with the last lines it printed.
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "../host/paths";
import { UserError } from "../host/user-error";

/** How a process ended: one of the two is null. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server that ended before it listened, or is silent for too long. */
export class ServerStartError extends UserError {
  /** How it ended; "silent" if it ran on without listening. */
  readonly cameTo: Exit | "silent";
  /** The last part of what it printed. */
  readonly output: string;
  /** The port it could not have, if that is why it ended. */
  readonly takenPort: number | undefined;

  constructor(entry: string, cameTo: Exit | "silent", output: string) {
    const takenPort = readTakenPort(output);
    const lines = [headline(relative(root, entry), cameTo, takenPort)];
    super([...lines, ...lastLines(output)].join("\n"), 1);
    this.cameTo = cameTo;
    this.output = output;
    this.takenPort = takenPort;
  }
}

/** "with exit code 1", "by SIGKILL". */
export function describeExit({ code, signal }: Exit): string {
  return signal ? `by ${signal}` : `with exit code ${code}`;
}

/** The port that Node's own message says is in use, at the end of its line. */
function readTakenPort(output: string): number | undefined {
  // Within a line of JSON the message's end is an escape or a quote, and behind
  // it stand other numbers: of the stack, and of the time.
  const port = /EADDRINUSE\b.*?:(\d+)(?=[\s\\"]|$)/.exec(output)?.[1];
  return port === undefined ? undefined : Number(port);
}

function headline(
  entry: string,
  cameTo: Exit | "silent",
  takenPort: number | undefined,
): string {
  if (cameTo === "silent") {
    return `${entry} runs, and listens on no port: it was ended.`;
  }
  const ended = `${entry} ended ${describeExit(cameTo)} before it listened`;
  return takenPort === undefined
    ? `${ended}.`
    : `${ended}: port ${takenPort} is taken.`;
}

const quoted = 12;

/** Its last lines, without those of Node's insides. */
function lastLines(output: string): string[] {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at .*node:/.test(line))
    .filter((line) => !/^Node\.js v\d/.test(line));
  if (lines.length === 0) return ["It printed nothing."];
  return ["The last it printed:", ...lines.slice(-quoted).map(indent)];
}

function indent(line: string): string {
  return `  ${line}`;
}

/**
 * What such a server printed, which is one line that names the variables;
 * undefined where it ended for another reason.
 */
export function wrongEnvironment(printed: string): UserError | undefined {
  return /^Wrong environment: /m.test(printed)
    ? new UserError(printed.trim(), 1)
    : undefined;
}

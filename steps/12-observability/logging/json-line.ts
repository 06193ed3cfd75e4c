// Writes a log entry as one line of JSON, with the id of the request that it belongs to.
import { inspect } from "node:util";
import { MESSAGE } from "triple-beam";
import { format, type Logform } from "winston";
import { requestContext } from "./request-context";

/**
 * One format in place of three: each of winston's is a pass over the entry.
 * Winston calls it where the line is logged, so the context is that of the
 * caller.
 */
export const jsonLine = format((entry) => {
  const info = entry instanceof Error ? fromError(entry) : entry;
  for (const name in info) {
    // JSON has nothing to say about an error: its members are not enumerable.
    if (info[name] instanceof Error) info[name] = inspect(info[name]);
  }
  info.requestId ??= requestContext()?.requestId;
  info.timestamp = timestamp();
  info[MESSAGE] = toJson(info);
  return info;
});

/** `logger.error(error)`: winston makes the error itself the entry. */
function fromError(
  error: Error & Partial<Logform.TransformableInfo>,
): Logform.TransformableInfo {
  const { level = "error", message } = error;
  return { level, message, error: inspect(error) };
}

function toJson(info: Logform.TransformableInfo): string {
  try {
    return JSON.stringify(info);
  } catch {
    // A circle, or a BigInt: shown as a text, for a line is owed all the same.
    const { level, message, requestId, timestamp: at } = info;
    const entry = inspect(info);
    return JSON.stringify({ level, message, requestId, timestamp: at, entry });
  }
}

let lastMs = 0;
let lastText = "";

/** Formatting a time takes longer than the rest of the line: once a millisecond. */
function timestamp(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastText = new Date(now).toISOString();
  }
  return lastText;
}

// Formats a log entry as one line of JSON, with the ids of the request and the span that it belongs to.
import { inspect } from "node:util";
import { MESSAGE } from "triple-beam";
import { format, type Logform } from "winston";
import { requestContext } from "./request-context";

export interface JsonLineOptions {
  /** The ids of the trace and of the span that a line is logged in. */
  readonly spanIds?: (() => object | undefined) | undefined;
}

/**
 * One format in place of three: each of winston's is a pass over the entry.
 * Winston calls it synchronously, so the request context is the caller's.
 */
export function jsonLine({ spanIds }: JsonLineOptions = {}): Logform.Format {
  const asLine = format((entry) => {
    const info = entry instanceof Error ? fromError(entry) : entry;
    for (const name in info) {
      // JSON.stringify makes {} of an Error: its properties are not enumerable.
      if (info[name] instanceof Error) info[name] = inspect(info[name]);
    }
    info.requestId ??= requestContext()?.requestId;
    info.timestamp = timestamp();
    if (spanIds) Object.assign(info, spanIds());
    info[MESSAGE] = toJson(info);
    return info;
  });
  return asLine();
}

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
    // A circular reference or a BigInt: show the entry as text instead.
    const { level, message, requestId, timestamp: at } = info;
    const entry = inspect(info);
    return JSON.stringify({ level, message, requestId, timestamp: at, entry });
  }
}

let lastMs = 0;
let lastText = "";

/** Cached for a millisecond: to format a time takes longer than the rest of the line. */
function timestamp(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastText = new Date(now).toISOString();
  }
  return lastText;
}

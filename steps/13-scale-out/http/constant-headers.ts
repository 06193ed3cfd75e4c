// Finds out, once, which headers a middleware sets the same for every request.
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";

type Middleware = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * `constantHeaders(helmet())` is what helmet sends, names and values by turns:
 * helmet itself says what that is, at the start, to a response that goes
 * nowhere. Only for a middleware that looks at nothing of the request.
 *
 * @throws Error where the middleware fails, or does not go on at once
 */
export function constantHeaders(middleware: Middleware): string[] {
  const req = new IncomingMessage(new Socket());
  const res = new RecordingResponse(req);
  let passed = false;
  middleware(req, res, (error) => {
    if (error) throw error;
    passed = true;
  });
  if (!passed) throw new Error("this middleware does not go on at once");
  return [...res.recorded].flat();
}

/** Keeps the names as they were written: a response's own list has them in small letters. */
class RecordingResponse extends ServerResponse {
  readonly recorded = new Map<string, string>();

  override setHeader(name: string, value: number | string | readonly string[]) {
    this.recorded.set(name, String(value));
    return super.setHeader(name, value);
  }
}

// One request on its own connection; the response is kept whole.
import { connect } from "node:net";
import type { Loss } from "./ledger";
import { type SourcedRequest, toBytes } from "./request-source";
import { ResponseParser } from "./response-parser";

export interface WholeResponse {
  readonly status: number;
  /** The head and the body, as they came. */
  readonly text: string;
}

/** The answer, or how the request was lost. */
export function requestOnce(
  url: string,
  request: SourcedRequest,
  timeoutMs = 5000,
): Promise<WholeResponse | Exclude<Loss, "refused">> {
  const { hostname, port, host } = new URL(url);
  const parser = new ResponseParser();
  const chunks: Buffer[] = [];
  let whole = false;
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ""));
    const settle = (loss: Exclude<Loss, "refused">): void => {
      const text = Buffer.concat(chunks).toString();
      resolve(whole ? { status: parser.status, text } : loss);
      socket.destroy();
    };
    socket.setTimeout(timeoutMs, () => settle("timedOut"));
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      whole = parser.feed(Buffer.from(chunk)) === "complete";
      if (whole) settle("truncated");
    });
    socket.on("end", () => {
      whole = parser.end() === "complete";
      settle(chunks.length > 0 ? "truncated" : "unansweredClose");
    });
    socket.on("error", () => settle(chunks.length > 0 ? "truncated" : "reset"));
    socket.write(toBytes(request, host, "new-per-request"));
  });
}

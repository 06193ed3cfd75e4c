// The span of nginx, from the log line that nginx sends for each request: open-source nginx sends no spans by itself.
import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { Span } from "./collector";

/**
 * For nginx's `http` block: a log line for each request, to a port of this
 * machine. The step's template has named the trace in `traceparent`.
 */
export function spanLog(port: number): string {
  const line = JSON.stringify({
    id: "$request_id",
    endS: "$msec",
    tookS: "$request_time",
    name: "$request_method $uri $status",
  });
  return `log_format spans escape=json '${line}';
access_log syslog:server=127.0.0.1:${port},nohostname spans;
`;
}

export interface NginxSpans {
  readonly port: number;
  stop(): void;
}

export async function receiveNginxSpans(
  onSpan: (span: Span) => void,
): Promise<NginxSpans> {
  const socket = createSocket("udp4");
  socket.on("message", (message) => {
    const [, json] = /nginx: (\{.*\})$/.exec(String(message)) ?? [];
    if (json) onSpan(spanOf(JSON.parse(json)));
  });
  socket.bind(0, "127.0.0.1").unref();
  await once(socket, "listening");
  return { port: socket.address().port, stop: () => socket.close() };
}

type LogLine = Readonly<Record<"id" | "endS" | "tookS" | "name", string>>;

/** To a millisecond, as nginx keeps time. */
function spanOf({ id, endS, tookS, name }: LogLine): Span {
  const endMs = Math.round(Number(endS) * 1000);
  return {
    traceId: id,
    spanId: id.slice(0, 16),
    parentId: undefined,
    name: `nginx ${name}`,
    isRequest: false,
    startMs: endMs - Math.round(Number(tookS) * 1000),
    endMs,
    attributes: {},
    pid: undefined,
  };
}

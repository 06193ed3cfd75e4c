// A small collector: takes spans by OTLP over HTTP, as JSON, and hands them on.
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { text } from "node:stream/consumers";

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined where the trace began with this span. */
  readonly parentId: string | undefined;
  readonly name: string;
  /** Whether it is a request that the server got, not a part of its work. */
  readonly isRequest: boolean;
  /** In milliseconds, with fractions; since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of the process that it comes from. */
  readonly pid: unknown;
}

export interface Collector {
  /** What a server needs to send its spans here. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Collects the spans of servers on this machine, and ends with this process. */
export async function startCollector(
  onSpans: (spans: Span[]) => void,
): Promise<Collector> {
  const collector = await listen(async (req, res) => {
    try {
      onSpans(spansIn(JSON.parse(await text(req))));
      res.setHeader("content-type", "application/json").end("{}");
    } catch {
      res.writeHead(400).end(); // Not OTLP, or broken off.
    }
  });
  const env = {
    ...collector.env,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_BSP_SCHEDULE_DELAY: "200",
  };
  return { ...collector, env };
}

/** Takes everything and reads nothing, so that it costs what it must. */
export function startSink(): Promise<Collector> {
  return listen((req, res) => {
    req.resume().once("end", () => res.end());
  });
}

async function listen(listener: RequestListener): Promise<Collector> {
  const server = createServer(listener).listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    async stop() {
      server.close().closeAllConnections();
    },
  };
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: OtlpAttributes;
}

type OtlpAttributes = readonly {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}[];

interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource?: { readonly attributes?: OtlpAttributes };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

/** `SpanKind` of a request that a server got. */
const SERVER = 2;

function spansIn({ resourceSpans }: OtlpTraces): Span[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const pid = attributesOf(resource?.attributes)["process.pid"];
    const spans = scopeSpans.flatMap((scope) => scope.spans);
    return spans.map((span) => ({
      traceId: span.traceId,
      spanId: span.spanId,
      parentId: span.parentSpanId || undefined,
      name: span.name,
      isRequest: span.kind === SERVER,
      startMs: Number(BigInt(span.startTimeUnixNano) / 1000n) / 1000,
      endMs: Number(BigInt(span.endTimeUnixNano) / 1000n) / 1000,
      attributes: attributesOf(span.attributes),
      pid,
    }));
  });
}

/** `[{ key, value: { stringValue: "a" } }]` as an object. */
function attributesOf(attributes: OtlpAttributes = []) {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
  );
}

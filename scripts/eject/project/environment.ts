// The environment of a server: which variables its modules read, as an example.
import type { Server } from "../server";
import { filled } from "./template";
import { type Variable, variablesIn } from "./variables";

/** What each variable is for, in a line. */
const purposes = new Map([
  ["PORT", "0 takes any free port."],
  ["HOST", "0.0.0.0 listens on every interface, as a container must."],
  ["DATA_DIR", "Where the data is kept."],
  [
    "SEED_USERS",
    "Users to make up where there is no data yet. Development only: they have one published password.",
  ],
  ["LOG_LEVEL", "error, warn, info, http, verbose, debug or silly."],
  ["USERS_SERVICE_URL", "As http://127.0.0.1:3001, if it is a process apart."],
  ["USERS_SERVICE_TIMEOUT_MS", "How long that process is waited for."],
  ["API_KEY", "Who sends it as x-api-key is let in."],
  ["JWT_SECRET", "Signs the tokens. At least 32 bytes, and never committed."],
  ["RATE_LIMIT", "Requests per minute and client."],
  ["DATABASE_URL", "The PostgreSQL database."],
  ["REDIS_URL", "The shared store."],
  ["DATABASE_CONNECTIONS", "Of all processes of this server together."],
  ["WORKERS", "One for each core, unless set."],
  ["WORKER_SILENCE_MS", "A worker that says nothing for so long is replaced."],
  ["STORE_TIMEOUT_MS", "How long the store is waited for."],
  ["WHEN_STORE_FAILS", "Requests that cannot be counted: pass or refuse."],
  ["REPORT_THREADS", "For reports, in each worker."],
  ["REPORT_QUEUE", "How many reports wait for a thread, in each worker."],
  ["SHUTDOWN_GRACE_MS", "Longer than a balancer takes to ask for readiness."],
  ["SHUTDOWN_DEADLINE_MS", "After that, for requests that are being answered."],
  ["TARGET_MS", "A request that takes longer is a sign of too much at once."],
  ["MAX_LAG_MS", "With an event loop further behind, nothing is taken on."],
  [
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "A collector, as http://127.0.0.1:4318, switches tracing on.",
  ],
  [
    "OTEL_TRACES_SAMPLER",
    "always_on, or traceidratio with OTEL_TRACES_SAMPLER_ARG=0.01.",
  ],
  ["OTEL_SERVICE_NAME", "What traces call this service."],
  ["TRUST_PROXY", "Addresses or networks, with commas, whose word is taken."],
  ["KEEP_ALIVE_MS", "Longer than a balancer keeps idle connections."],
]);

/** Every variable that a server's modules read, the well-known ones first. */
export function variablesOf({ files }: Server): Variable[] {
  const text = files
    .filter(({ test }) => !test)
    .map((file) => file.text)
    .join("\n");
  const order = [...purposes.keys()];
  const place = ({ name }: Variable) =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return variablesIn(text).sort((a, b) => place(a) - place(b));
}

interface Required {
  /** For development, as the step has them: elsewhere, others have to be made. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  /** URLs, as those of compose.yaml. */
  readonly services?: Readonly<Record<string, string>>;
}

/**
 * The text of `.env.example`. What a server assumes stands there commented
 * out; what it asks for has a value that works on one's own machine only.
 */
export function environmentExample(
  variables: readonly Variable[],
  { secrets = {}, services = {} }: Required = {},
): string {
  const required = { ...services, ...secrets };
  const read = variables.map(({ name }) => name);
  const others = Object.keys(required).filter((name) => !read.includes(name));
  const all: Variable[] = [...variables, ...others.map((name) => ({ name }))];
  const blocks = all.map(({ name, byDefault = "" }) => {
    const purpose = purposes.get(name);
    const about = purpose ? `# ${purpose}\n` : "";
    const value = required[name];
    return value === undefined
      ? `${about}# ${name}=${byDefault}\n`
      : `${about}${name}=${value}\n`;
  });
  const secret = Object.keys(secrets).filter((it) => /KEY|SECRET/.test(it));
  return filled("env.example", {
    secrets: secret.join(" and "),
    variables: blocks.join("\n").trimEnd(),
  });
}

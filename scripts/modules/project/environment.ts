// The environment of a server: which variables its modules read, as an example.
import type { Server } from "../materialise";

/** A variable that a server reads. */
export interface Variable {
  readonly name: string;
  /** What it is for, in a line; absent where nobody wrote it here. */
  readonly about?: string;
  /** What the server assumes, or an example where it assumes nothing. */
  readonly example: string;
}

const known: readonly Variable[] = [
  { name: "PORT", example: "3000", about: "0 takes any free port." },
  {
    name: "HOST",
    example: "127.0.0.1",
    about: "0.0.0.0 listens on every interface, as a container must.",
  },
  { name: "DATA_DIR", example: "data", about: "Where the data is kept." },
  {
    name: "SEED_USERS",
    example: "1000",
    about: "How many users are generated where there is no data yet.",
  },
  {
    name: "LOG_LEVEL",
    example: "info",
    about: "error, warn, info, http, verbose, debug or silly.",
  },
  {
    name: "NODE_ENV",
    example: "development",
    about: "production in production: packages decide by it.",
  },
  {
    name: "USERS_SERVICE_URL",
    example: "http://127.0.0.1:3001",
    about: "Where the users service runs, if not in this process.",
  },
  {
    name: "API_KEY",
    example: "",
    about: "Who sends it as x-api-key is let in.",
  },
  {
    name: "JWT_SECRET",
    example: "",
    about: "Signs the tokens. At least 32 bytes, and never in the repository.",
  },
  {
    name: "RATE_LIMIT",
    example: "100",
    about: "Requests per minute and client.",
  },
  { name: "DATABASE_URL", example: "", about: "The PostgreSQL database." },
  { name: "REDIS_URL", example: "", about: "The shared store." },
];

/** Every variable that the modules of a server read, known ones first. */
export function variablesOf({ files }: Server): Variable[] {
  const text = files
    .filter(({ test }) => !test)
    .map((file) => file.text)
    .join("\n");
  const mentioned = known.filter(({ name }) =>
    new RegExp(`\\b${name}\\b`).test(text),
  );
  // `env.NAME`, `process.env.NAME`, and a schema's `NAME: z.string()`.
  const read = text.matchAll(/\benv\.([A-Z][A-Z0-9_]+)|\b([A-Z_]+): z\./g);
  const names = new Set([...read].map(([, one, two]) => one ?? two ?? ""));
  for (const { name } of known) names.delete(name);
  return [...mentioned, ...[...names].map((name) => ({ name, example: "" }))];
}

/**
 * The text of `.env.example`. What a server assumes stands there commented
 * out; what it asks for has a value that works on one's own machine only.
 */
export function environmentExample(
  variables: readonly Variable[],
  required: Readonly<Record<string, string>> = {},
): string {
  const more = Object.keys(required)
    .filter((name) => !variables.some((variable) => variable.name === name))
    .map(
      (name) => known.find((it) => it.name === name) ?? { name, example: "" },
    );
  const blocks = [...variables, ...more].map((variable: Variable) => {
    const value = required[variable.name];
    const line = `${variable.name}=${value ?? variable.example}`;
    const about = variable.about ? `# ${variable.about}\n` : "";
    return `${about}${value === undefined ? `# ${line}` : line}\n`;
  });
  return [introduction(Object.keys(required)), ...blocks].join("\n");
}

function introduction(required: readonly string[]): string {
  const secrets =
    required.length === 0
      ? ""
      : `# ${required.join(" and ")}: development values. Elsewhere set your own:
# node -p "require('node:crypto').randomBytes(32).toString('base64url')"
`;
  return `# The environment of this server. Copy to .env, which git ignores:
#   cp .env.example .env
# npm run dev reads it by node --env-file=.env; variables set already win.
${secrets}`;
}

// The README of an ejected project: how it runs, and where each part is from.
import { basename, posix } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { headerOf } from "../modules";
import type { Server, SourceFile } from "../server";
import { composeFile } from "./compose";
import { ownDockerfile } from "./dockerfile";
import type { Manifest } from "./package-json";
import type { ProjectFile } from "./project";

/**
 * Markdown for whoever opens the project first.
 *
 * @param beside files of the step that are no modules.
 */
export function readme(
  step: Step,
  server: Server,
  { name, scripts }: Manifest,
  beside: readonly ProjectFile[],
): string {
  const ownImage = beside.some(({ path }) => path === ownDockerfile);
  const file = ownImage ? `-f ${ownDockerfile} ` : "";
  return `# ${name}

Step ${step.number} of the workshop Express at Scale, "${step.title}", as a project of its own.
${step.idea}

## Run

Node 24, or any from 20.19 on.

\`\`\`sh
npm install
cp .env.example .env
${servicesOf(step)}npm run dev
\`\`\`

Then \`curl http://localhost:3000/healthz\` answers \`{"status":"ok"}\`.
Every variable that the server reads is in \`.env.example\`.

| command | does |
|---|---|
${commands(scripts)}

## In production

\`\`\`sh
npm run build
node --env-file=.env dist/server.js
\`\`\`

Or in a container, once \`npm install\` wrote the lock file:

\`\`\`sh
docker build ${file}-t ${name} .
docker run --rm --init -p 3000:3000 --env-file .env ${name}
\`\`\`

\`--init\` ends a server that does not handle SIGTERM itself: as process 1 it
would not hear it.
${otherMachines(beside)}
## Modules

| module | what it is for | introduced in |
|---|---|---|
${server.files
  .filter(({ test }) => !test)
  .map(row)
  .join("\n")}

Comments that speak of steps speak of the workshop's.
`;
}

/** Where there is no Docker, any other will do: the URLs are in `.env`. */
function servicesOf({ services }: Step): string {
  return composeFile(services) ? "docker compose up --wait\n" : "";
}

function otherMachines(beside: readonly ProjectFile[]): string {
  if (beside.length === 0) return "";
  const rows = beside.map(
    ({ path, text }) => `| [\`${path}\`](${path}) | ${headerOf(text)} |`,
  );
  return `
## On other machines

What these files take for granted is in their comments. Names, addresses and the
image are examples: put yours in their place.

| file | what it is |
|---|---|
${rows.join("\n")}
`;
}

function commands(scripts: Manifest["scripts"]): string {
  return Object.keys(scripts)
    .map((script) => `| \`npm run ${script}\` | ${purposeOf(script)} |`)
    .join("\n");
}

function purposeOf(script: string): string {
  const [kind = "", service] = script.split(":");
  const what = service
    ? `\`src/${service}.ts\`, on a PORT of its own`
    : "the server";
  const purposes: Readonly<Record<string, string>> = {
    dev: `runs ${what}, and again as you edit`,
    build: "compiles to `dist/`",
    start: `runs ${what} as it was built; the environment is yours to set`,
    types: "checks the types",
    test: "runs the tests beside the modules",
  };
  return purposes[kind] ?? "";
}

function row({ path, text, origin }: SourceFile): string {
  const job = path.endsWith(".sql")
    ? "A migration of the database."
    : headerOf(text).replaceAll("|", "\\|");
  return `| \`${path}\` | ${job} | ${stepOf(origin)} |`;
}

/** `steps/04-errors/…` reads as `4, Errors`. */
function stepOf(origin: string): string {
  const folder = posix.normalize(origin).split("/")[1] ?? "";
  const step = steps.find((it) => directoryName(it) === folder);
  return step ? `${step.number}, ${step.title}` : basename(folder);
}

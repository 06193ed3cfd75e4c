// The README of an ejected project: how it runs, and where each part is from.
import { basename, posix } from "node:path";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { headerOf } from "../header";
import type { Server, SourceFile } from "../materialise";
import type { Manifest } from "./package-json";

/** Markdown for whoever opens the project first. */
export function readme(
  step: Step,
  server: Server,
  { name, scripts }: Manifest,
): string {
  return `# ${name}

Step ${step.number} of the workshop Express at Scale, "${step.title}", as a project of its own.
${step.idea}

## Run

Node 24, or any from 20.19 on.

\`\`\`sh
npm install
cp .env.example .env
npm run dev
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
docker build -t ${name} .
docker run --rm --init -p 3000:3000 --env-file .env ${name}
\`\`\`

\`--init\` ends a server that does not handle SIGTERM itself: as process 1 it
would not hear it.

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
  const job = headerOf(text).replaceAll("|", "\\|");
  return `| \`${path}\` | ${job} | ${stepOf(origin)} |`;
}

/** `steps/04-errors/…` reads as `4, Errors`. */
function stepOf(origin: string): string {
  const folder = posix.normalize(origin).split("/")[1] ?? "";
  const step = steps.find((it) => directoryName(it) === folder);
  return step ? `${step.number}, ${step.title}` : basename(folder);
}

// The README of an ejected project: how it runs, and where each part is from.
import type { Service, Step } from "../../../steps/steps";
import { fileIndex, moduleIndex } from "../module-index";
import type { Server } from "../server";
import { endpointGuide } from "./endpoint-guide";
import { ownDockerfile } from "./extra-files";
import type { Manifest } from "./package-json";
import { filled } from "./template";
import type { ProjectFile } from "./write-project";

/** What the README says beside the step and its modules. */
interface Written {
  readonly manifest: Manifest;
  readonly extraFiles: readonly ProjectFile[];
  /** Options that lead a container to the services of compose.yaml, if any. */
  readonly urlsInside: readonly string[];
}

/** Markdown for whoever opens the project first. */
export function readme(
  step: Step,
  server: Server,
  { manifest, extraFiles, urlsInside }: Written,
): string {
  const ownImage = extraFiles.some(({ path }) => path === ownDockerfile);
  return filled("README.md", {
    name: manifest.name,
    number: String(step.number),
    title: step.title,
    idea: step.idea,
    oldestNode: manifest.engines.node.replace(/^\D+/, ""),
    services: servicesOf(step),
    store: step.services.includes("store"),
    urlsInside: urlsInside.join(" \\\n  "),
    commands: commands(manifest.scripts),
    dockerfile: ownImage ? `-f ${ownDockerfile} ` : "",
    extraFiles: extraFiles.length > 0 && fileIndex(extraFiles),
    endpoint: endpointGuide(step, server),
    modules: moduleIndex(server.files),
  });
}

/** Those of compose.yaml, as a text. */
function servicesOf({ services }: Step): string {
  const names: Readonly<Record<Service, string>> = {
    postgres: "PostgreSQL",
    store: "Redis or Valkey",
    nginx: "",
  };
  return services
    .map((it) => names[it])
    .filter(Boolean)
    .join(", and of your ");
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
    dev: `runs ${what}, again as you edit, and prints type errors`,
    build: "compiles to `dist/`",
    start: `runs ${what} as it was built; the environment is yours to set`,
    types: "checks the types",
    lint: "checks with Biome's default rules, and the format",
    format: "formats, and sorts the imports",
    test: "runs the tests beside the modules",
  };
  return purposes[kind] ?? "";
}

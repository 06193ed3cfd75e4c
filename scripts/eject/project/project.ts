// A step as a project of its own: every file of it, as text.
import type { Service, Step } from "../../../steps/steps";
import { compilerConfiguration } from "../compiler-configuration";
import type { Server } from "../server";
import buildConfiguration from "../templates/tsconfig.build.json";
import { environmentExample, variablesOf } from "./environment";
import { ownDockerfile } from "./extra-files";
import { type Manifest, packageJson } from "./package-json";
import { readme } from "./readme";
import { filled } from "./template";
import type { ProjectFile } from "./write-project";

/** Packages that ship as ES modules only, which Jest cannot load as they are. */
const esModulesOnly = ["jose"];

type Url = readonly [variable: string, url: string];

/** Where the services of compose.yaml are, by the variable that names each. */
const urls: Readonly<Partial<Record<Service, Url>>> = {
  postgres: ["DATABASE_URL", "postgres://app:app@localhost:5432/app"],
  store: ["REDIS_URL", "redis://localhost:6379"],
};

/** The same in the network of compose.yaml, where each has a name. */
const urlsInside: typeof urls = {
  postgres: ["DATABASE_URL", "postgres://app:app@postgres:5432/app"],
  store: ["REDIS_URL", "redis://redis:6379"],
};

/**
 * The server of a step, and all that it takes to run it alone.
 *
 * @param extraFiles files of the step that are no modules; a Dockerfile among
 * them takes the place of the one that is written otherwise.
 */
export function projectOf(
  step: Step,
  server: Server,
  name: string,
  extraFiles: readonly ProjectFile[] = [],
): ProjectFile[] {
  const manifest = packageJson(server, { name, description: step.idea });
  const variables = variablesOf(server);
  const keepsData = variables.some((variable) => variable.name === "DATA_DIR");
  const services = step.services.filter((service) => urls[service]);
  const hasDockerfile = extraFiles.some(({ path }) => path === ownDockerfile);
  const around = {
    "package.json": json(manifest),
    "tsconfig.json": compilerConfiguration(),
    "tsconfig.build.json": configurationOfBuild(server),
    "biome.json": filled("biome-configuration.json"),
    "jest.config.js": jestConfiguration(manifest),
    ...(!hasDockerfile && { Dockerfile: filled("Dockerfile", { keepsData }) }),
    ".dockerignore": filled("dockerignore"),
    ".gitignore": filled("gitignore"),
    ".nvmrc": "24\n",
    ".env.example": environmentExample(variables, {
      secrets: step.env,
      services: Object.fromEntries(services.flatMap((it) => [urls[it] ?? []])),
    }),
    ...(services.length > 0 && { "compose.yaml": composeFile(services) }),
    "README.md": readme(step, server, {
      manifest,
      extraFiles,
      urlsInside: services
        .flatMap((service) => [urlsInside[service] ?? []])
        .map((url) => `-e ${url.join("=")}`),
    }),
  };
  return [
    ...Object.entries(around).map(([path, text]) => ({ path, text })),
    ...extraFiles,
    ...server.files.map(({ path, text }) => ({ path, text })),
  ];
}

/** What `npm run build` compiles: the server without its tests. */
function configurationOfBuild({ files }: Server): string {
  const support = files
    .filter(({ test, path }) => test && !path.endsWith(".test.ts"))
    .map(({ path }) => path);
  const exclude = [...buildConfiguration.exclude, ...support];
  return json({ ...buildConfiguration, exclude });
}

function jestConfiguration(manifest: Manifest): string {
  const packages = { ...manifest.dependencies, ...manifest.devDependencies };
  const compiled = esModulesOnly.filter((name) => name in packages);
  return filled("jest.config.js", {
    esModulesOnly: compiled.join(", "),
    esModulesPattern: compiled.join("|"),
  });
}

function composeFile(services: readonly Service[]): string {
  return filled("compose.yaml", {
    postgres: services.includes("postgres"),
    store: services.includes("store"),
  });
}

/** Pretty JSON, as npm writes it. */
function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

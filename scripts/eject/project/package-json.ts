// The package.json of an ejected project: what its modules import, no more.
import { basename, posix } from "node:path";
import manifest from "../../../package.json";
import { UserError } from "../../servers/host/user-error";
import { packagesOf, type Server } from "../server";
import template from "../templates/package.json";
import { fill } from "./template";

/** The fields that the project's other files are written from. */
export interface Manifest {
  readonly name: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const versions: Readonly<Record<string, string>> = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
};

/**
 * Writes a package.json with the workshop's exact versions.
 *
 * @throws UserError where a module imports a package that the workshop lacks.
 */
export function packageJson(
  server: Server,
  {
    name,
    description,
  }: { readonly name: string; readonly description: string },
): Manifest {
  const used = packagesOf(server.files.filter(({ test }) => !test));
  const tested = packagesOf(server.files.filter(({ test }) => test));
  const typed = [...used, ...tested].map(typesOf).filter((it) => versions[it]);
  const toolchain = Object.keys(template.devDependencies);
  const development = [...tested, ...typed, ...toolchain];
  const written = {
    ...template,
    name,
    description,
    engines: manifest.engines,
    scripts: scriptsFor(server),
    dependencies: versionsOf(used),
    devDependencies: versionsOf(development.filter((it) => !used.includes(it))),
    overrides: manifest.overrides,
    allowScripts: scriptsAllowed(),
  };
  return written;
}

/** A name that npm accepts, as near to the folder's as that allows. */
export function projectName(directory: string): string {
  const name = basename(directory)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return name || "my-api";
}

/** `src/users-service.ts` is started by scripts called `…:users-service`. */
function scriptsFor(server: Server): Record<string, string> {
  const started = server.entries.map((source) => {
    const name = posix.basename(source, ".ts");
    const suffix = name === "server" ? "" : `:${name}`;
    const built = source.replace(/^src\//, "dist/").replace(/\.ts$/, ".js");
    return { suffix, values: { source, built } };
  });
  const scripts = Object.entries(template.scripts).flatMap(
    ([name, command]): [string, string][] => {
      if (name === "build") {
        return [[name, [command, ...copies(server)].join(" && ")]];
      }
      if (!command.includes("{{")) return [[name, command]];
      return started.map(({ suffix, values }) => [
        `${name}${suffix}`,
        fill(command, values),
      ]);
    },
  );
  return Object.fromEntries(scripts);
}

/** The compiler leaves behind what is no code, as migrations in SQL. */
function copies({ files }: Server): string[] {
  const data = files
    .filter(({ path, test }) => !test && !/\.(ts|json)$/.test(path))
    .map(({ path }) => posix.dirname(path));
  return [...new Set(data)].map((folder) => {
    const target = folder.replace(/^src\//, "dist/");
    return `node -e "require('node:fs').cpSync('${folder}','${target}',{recursive:true})"`;
  });
}

function typesOf(name: string): string {
  return `@types/${name.replace(/^@/, "").replace("/", "__")}`;
}

function versionsOf(names: readonly string[]): Record<string, string> {
  const sorted = [...new Set(names)].sort();
  return Object.fromEntries(sorted.map((name) => [name, versionOf(name)]));
}

function versionOf(name: string): string {
  const version = versions[name];
  if (version) return version;
  throw new UserError(`A module imports ${name}, absent in package.json.`, 1);
}

/** npm warns of install scripts that nobody decided on; see its docs. */
function scriptsAllowed(): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(manifest.allowScripts).filter(
      ([name]) => name in template.allowScripts,
    ),
  );
}

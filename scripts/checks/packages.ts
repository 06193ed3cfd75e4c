// Finds imports of packages that package.json does not ask for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Import, importsOf, packageOf } from "../eject/imports";
import { entriesOf, reachableFrom } from "../eject/modules";
import { shortPath, sourceFilesIn, stepFolders } from "./source-files";

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The imports of packages that nobody installs by name. A server may import
 * what production installs; tests and tooling, development packages as well.
 */
export function missingPackages(root: string): string[] {
  const text = readFileSync(join(root, "package.json"), "utf8");
  const manifest = Manifest.parse(JSON.parse(text));
  const production = Object.keys(manifest.dependencies);
  const all = [...production, ...Object.keys(manifest.devDependencies)];
  const servers = new Set(
    stepFolders(root).flatMap(({ path }) => [
      ...reachableFrom(entriesOf(path)).keys(),
    ]),
  );
  return ["steps", "exercises", "solutions", "scripts"]
    .flatMap((folder) => sourceFilesIn(join(root, folder)))
    .flatMap((file) => {
      const installed = servers.has(file) ? production : all;
      const field = servers.has(file) ? "dependencies" : "package.json";
      return packagesIn(file)
        .filter(({ name }) => !installed.includes(name))
        .map(({ name, line }) => {
          const place = `${shortPath(root, file)}:${line}`;
          return `${place} imports ${name}, which is not in ${field}`;
        });
    });
}

function packagesIn(file: string): { name: string; line: number }[] {
  return importsOf(readFileSync(file, "utf8"), file)
    .filter(({ kind }: Import) => kind === "module")
    .flatMap(({ specifier, line }) => {
      const name = packageOf(specifier);
      return name ? [{ name, line }] : [];
    });
}

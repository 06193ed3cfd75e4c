// Tells knip what runs without being imported. `npm run lint` runs it twice: the
// second time, with --production, only servers of steps count (what has a "!"),
// since a module that is only tested is used by nothing.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { KnipConfig } from "knip";
import { readModule } from "./scripts/eject/modules";

const root = process.cwd();

/** Workers, preloads and programs: `join(__dirname, "worker.ts")`. */
function namedByPath(): string[] {
  return ["steps", "exercises", "scripts"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => /\.[jt]s$/.test(path))
        .map((path) => join(folder, path)),
    )
    .flatMap((file) => {
      const ofServer = /^steps[\\/](?!.*(\.test\.|fixtures))/.test(file);
      return readModule(join(root, file))
        .references.filter(({ kind }) => kind === "path")
        .flatMap(({ target }) => (target ? [relative(root, target)] : []))
        .map((target) => target.replaceAll("\\", "/"))
        .map((target) => (ofServer ? `${target}!` : target));
    });
}

const config: KnipConfig = {
  entry: [
    // The composition roots of each step.
    "steps/*/*.{ts,js}!",
    "steps/steps.ts",
    // The learner's files, and those that take their place.
    "{exercises,solutions}/*/**/*.{ts,js}",
    // Programs that are typed, and what commands load when they need it.
    "scripts/cli/{start.js,commands/*.ts}",
    "scripts/checks/suite/{test,limit-setup,unit-setup,sequencer,progress-reporter}.js",
    "scripts/eject/whole/installed.js",
    "scripts/site/print-slides.ts",
    "scripts/servers/fleet/main.ts",
    // Named by a contrast, an exercise's number or a test's opening comment.
    "scripts/bench/{contenders,drivers}/*.ts",
    "scripts/servers/services/jest/with-*.ts",
    "scripts/site/assets/*.js",
    // Programs and trees that tests start by their names.
    "**/fixtures/**/*.{ts,js}",
    ...namedByPath(),
  ],
  project: [
    "steps/*/**/*.{ts,js}!",
    "!steps/**/{*.test.ts,fixtures/**}!",
    "{exercises,solutions,scripts}/**/*.{ts,js}",
    "!scripts/eject/templates/**",
  ],
  // A type may be exported for the sake of what a caller writes down.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // For ejected projects, which take their versions from here.
    "concurrently",
    // Found in node_modules by `require.resolve`, for a browser.
    "reveal.js",
    "speedscope",
    /^@fontsource-variable\//,
    "idiomorph",
  ],
  ignoreBinaries: ["prlimit"],
  // From the root, where Jest looks for its environments, and from the site's.
  ignoreUnresolved: [/^\.\/scripts\/servers\/services\/jest\//, /idiomorph/],
};

export default config;

// Which test belongs to which project, and what each may take: unit, process, probes, lessons, browser; and the learner's exercises.
// First, so that Jest's workers inherit none of them.
require("./scripts/servers/host/shell-variables");
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const shared = {
  rootDir: __dirname,
  testEnvironment: "<rootDir>/scripts/checks/suite/test-environment.js",
  // Jest's own would be in the temporary folder, by a name that can be guessed.
  cacheDirectory: join(__dirname, "node_modules/.cache/express-at-scale/jest"),
  transform: { "\\.[jt]s$": ["@swc/jest", { jsc: { target: "es2023" } }] },
  // These two ship as ES modules only; everything else is left as it came.
  transformIgnorePatterns: ["/node_modules/(?!(jose|node-pg-migrate)/)"],
  modulePathIgnorePatterns: ["<rootDir>/.workshop/"],
};

const lessons = "scripts/checks/lessons.test.ts";
const probes = "scripts/probes/steps.test.ts";

/** What tests import that start processes or open sockets, and those that need a browser. */
const startsProcesses =
  /^supertest$|^node:(child_process|net|http|cluster)$|\/(start-server|run-cli|step-server|known-servers?|start-exercise-server|local-socket|tiny-runs|command|test-process|prove-exercises|check-exercise|if-available|free-port|open-in-browser|typescript)$|fixtures\/(postgres|state|listening|open-site|temporary-\w+)$/;
const opensBrowser = /\/with-browser$/;

/** Every test file of the steps and of the tooling, as `steps/…/x.test.ts`. */
function testFiles() {
  return ["steps", "scripts"].flatMap((top) =>
    readdirSync(join(__dirname, top), { recursive: true })
      .map((file) => `${top}/${file.replaceAll("\\", "/")}`)
      // Tiny exercises and steps, which the tooling's tests run themselves;
      // and what macOS keeps beside each file on other systems' disks.
      .filter((file) => /\.test\.ts$/.test(file))
      .filter((file) => !/\/fixtures\/|\/\._/.test(file)),
  );
}

function projectOf(file) {
  if (file === lessons) return "lessons";
  if (file === probes) return "probes";
  const text = readFileSync(join(__dirname, file), "utf8");
  // Paths that only stand in a text are no imports.
  const imports = [...text.matchAll(/^(?:import\b|\}).*"(.+)";$/gm)];
  const has = (pattern) => imports.some(([, path]) => pattern.test(path));
  if (has(opensBrowser)) return "browser";
  const isGivenServices = /^ \* @jest-environment /m.test(text);
  return isGivenServices || has(startsProcesses) ? "process" : "unit";
}

const files = Map.groupBy(testFiles(), projectOf);

/** @param seconds the longest that one test may take: a busy machine is no failure. */
function project(name, seconds, options = {}) {
  const { setup = [], globals = {}, ...others } = options;
  return {
    ...shared,
    displayName: name,
    testMatch: (files.get(name) ?? []).map((file) => `<rootDir>/${file}`),
    globals: { TEST_LIMIT_MS: seconds * 1000, ...globals },
    setupFilesAfterEnv: [
      "<rootDir>/scripts/checks/suite/limit-setup.js",
      ...setup,
    ],
    ...others,
  };
}

/** Each step by itself, so that they are shared out among Jest's workers. */
const probed = readdirSync(join(__dirname, "steps"))
  .filter((folder) => /^\d\d-/.test(folder))
  .map((folder) =>
    project(`probes ${folder}`, 600, {
      roots: ["<rootDir>/scripts/probes"],
      testMatch: [`<rootDir>/${probes}`],
      globals: { PROBED_STEP: Number(folder.slice(0, 2)) },
    }),
  );

/** @type {import("jest").Config} */
module.exports = {
  testSequencer: "<rootDir>/scripts/checks/suite/sequencer.js",
  reporters: ["default", "<rootDir>/scripts/checks/suite/progress-reporter.js"],
  // Of the learner's own, whose time the check sets.
  testTimeout: 10 * 60_000,
  projects: [
    ...probed,
    project("lessons", 1800),
    project("browser", 300),
    project("process", 600),
    project("unit", 30, {
      setup: ["<rootDir>/scripts/checks/suite/unit-setup.js"],
    }),
    {
      ...shared,
      displayName: "exercises",
      testMatch: ["<rootDir>/exercises/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "/\\._"],
      resolver: "<rootDir>/scripts/exercises/overlay-resolver.js",
    },
  ],
};

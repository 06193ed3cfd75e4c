// npm test: types, lint and every test; with --changed, what the working tree's change can break.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../../servers/host/paths";
import { type Affected, affectedBy } from "./affected";

const signals = ["SIGTERM", "SIGHUP", "SIGINT"] as const;
const words = process.argv.slice(2);
const isChanged = words.includes("--changed");
const others = words.filter((word) => word !== "--changed");

if (words.includes("--help")) {
  console.log(
    [
      "npm test                    types, lint and every test",
      "npm test -- --changed       what your uncommitted changes can break, by imports",
      "npm test -- OPTIONS         options for Jest, as in: npm test -- -t malformed",
      "npm run test:unit           tests without a process or a socket: seconds",
    ].join("\n"),
  );
} else {
  void runAll().then((code) => {
    process.exitCode = code;
  });
}

async function runAll(): Promise<number> {
  return (
    (await run("npm", ["run", "--silent", "types"])) ||
    (await run("npm", ["run", "--silent", "lint"])) ||
    (isChanged ? testChanges() : jest(["--ignoreProjects", "exercises"]))
  );
}

async function testChanges(): Promise<number> {
  const { testFiles } = jestConfig();
  const affected = affectedBy(changedFiles(), testFiles, root);
  console.error(inWords(affected, testFiles).join("\n"));
  if (affected.everything) return jest(["--ignoreProjects", "exercises"]);
  if (affected.tests.length === 0) return 0;
  const steps = affected.steps.map((number) => String(number).padStart(2, "0"));
  const probes = jestConfig().projects.filter(({ displayName }) =>
    steps.some((number) => displayName.startsWith(`probes ${number}`)),
  );
  return jest(
    [
      ...["--selectProjects", "unit", "process", "browser", "lessons"],
      ...probes.map(({ displayName }) => displayName),
      ...["--runTestsByPath", ...affected.tests],
    ],
    {
      ONLY_STEPS: affected.steps.join(),
      ONLY_EXERCISES: affected.exercises.join(),
    },
  );
}

function inWords(affected: Affected, all: readonly string[]): string[] {
  const { everything, tests, steps, exercises } = affected;
  if (everything) return [`Everything is tested: ${everything}.`];
  const left = all.length - tests.length;
  return [
    `Tested: ${tests.length} of ${all.length} test files, by what they import.`,
    `  steps probed, lessons executed: ${steps.join(", ") || "none"}`,
    `  exercises proved: ${exercises.join(", ") || "none"}`,
    `Left out: ${left} test files that import nothing of the change. npm test runs them all.`,
  ];
}

interface JestConfig {
  readonly testFiles: readonly string[];
  readonly projects: readonly { readonly displayName: string }[];
}

function jestConfig(): JestConfig {
  const config = require("../../../jest.config.js");
  const testFiles: string[] = config.projects
    .filter(
      ({ displayName }: { displayName: string }) => displayName !== "exercises",
    )
    .flatMap(({ testMatch }: { testMatch: string[] }) =>
      testMatch.map((pattern) => pattern.replace("<rootDir>/", "")),
    );
  return { projects: config.projects, testFiles: [...new Set(testFiles)] };
}

/** Changed, staged or not, and new; renamed and deleted ones by their old name. */
function changedFiles(): string[] {
  const git = (...args: string[]) =>
    spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout.split("\n");
  return [
    ...git("diff", "--name-only", "--no-renames", "HEAD"),
    ...git("ls-files", "--others", "--exclude-standard"),
  ].filter(Boolean);
}

function jest(
  args: string[],
  env: Record<string, string> = {},
): Promise<number> {
  const program = join(root, "node_modules", "jest", "bin", "jest.js");
  return run(
    process.execPath,
    [program, "--maxWorkers=100%", ...args, ...others],
    env,
  );
}

/** What ends this process ends the program, too. */
async function run(
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<number> {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
    shell: process.platform === "win32" && program === "npm",
  });
  const passOn = (signal: NodeJS.Signals) => {
    if (signal !== "SIGINT") child.kill(signal); // Ctrl-C reaches both.
  };
  for (const signal of signals) process.on(signal, passOn);
  const [status, signal] = await once(child, "exit");
  for (const each of signals) process.off(each, passOn);
  if (signal) process.kill(process.pid, signal);
  return status ?? 1;
}

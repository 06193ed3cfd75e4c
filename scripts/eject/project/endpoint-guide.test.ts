/**
 * Proves that the README of an ejected project adds an endpoint: followed word for word.
 * @jest-environment ./scripts/servers/services/jest/with-postgres.ts
 */
import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { root, stepDirectory } from "../../servers/host/paths";
import { startServer } from "../../servers/start/start-server";
import { follow, guideIn } from "../fixtures/follow-guide";
import { serverOfStep } from "../server";
import { extraFilesOf } from "./extra-files";
import { formatProject } from "./format-project";
import { projectOf } from "./project";
import { writeProject } from "./write-project";

// All in one place, with the packages that npm would install.
const roof = writeTree({});
symlinkSync(join(root, "node_modules"), join(roof, "node_modules"), "junction");

const guarded = steps.filter(({ number }) => number >= 6);
const projects = steps.map((step) => ({
  name: directoryName(step),
  step,
  directory: ejected(step),
}));

function ejected(step: Step): string {
  const directory = join(roof, directoryName(step));
  const server = serverOfStep(step, { tests: true });
  const extraFiles = extraFilesOf(stepDirectory(step));
  writeProject(directory, projectOf(step, server, "my-api", extraFiles));
  return directory;
}

function guideOf(directory: string) {
  return guideIn(readFileSync(join(directory, "README.md"), "utf8"));
}

/** Runs a package's program; its code, and what it printed where that is not 0. */
function run(directory: string, program: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [require.resolve(program), ...words],
    { cwd: directory, encoding: "utf8" },
  );
  return status === 0 ? "well" : `${stdout}${stderr}`;
}

test("there is a guide for each step that has guards", () => {
  const withGuide = projects
    .filter(({ directory }) => guideOf(directory).made.size > 0)
    .map(({ step }) => step);

  expect(withGuide).toEqual(guarded);
});

describe("a project whose README was followed", () => {
  // Without a database, with one that has no name, and with all there is.
  const kinds = [6, 8, steps.length];
  const followed = projects.filter(({ step }) => kinds.includes(step.number));
  for (const { directory } of followed) follow(guideOf(directory), directory);
  const [first, last] = [followed[0], followed.at(-1)];

  // All at once: the types of the packages are checked once.
  test("compiles, tests included", () => {
    const [{ directory } = { directory: "" }] = followed;
    const { compilerOptions } = JSON.parse(
      readFileSync(join(directory, "tsconfig.json"), "utf8"),
    );
    const include = followed.map(({ name }) => `${name}/src`);
    const configuration = { compilerOptions, include };
    writeFileSync(join(roof, "tsconfig.json"), JSON.stringify(configuration));

    expect(run(roof, "typescript/bin/tsc")).toBe("well");
  });

  test.each([first, last])("$name lints, and passes its test", (project) => {
    const directory = project?.directory ?? "";
    formatProject(directory);

    expect(run(directory, "@biomejs/biome/bin/biome", "check")).toBe("well");
    expect(run(directory, "jest/bin/jest", "--ci", "notes")).toBe("well");
  });

  test.each([first, last])("$name answers what it says", async (project) => {
    const directory = project?.directory ?? "";
    const { DATABASE_URL = "" } = process.env;
    const example = readFileSync(join(directory, ".env.example"), "utf8")
      .replace(/^DATABASE_URL=.*/m, `DATABASE_URL=${DATABASE_URL}`)
      .replace(/^REDIS_URL=/m, "# REDIS_URL=");
    writeFileSync(join(directory, ".env"), example);
    const server = await startServer({
      entry: join(directory, "src/server.ts"),
      execArgv: [`--env-file=${join(directory, ".env")}`],
      env: { DATA_DIR: join(directory, "data"), DATABASE_URL, WORKERS: "1" },
    });

    const { typed } = guideOf(directory);
    const printed = typed.map(({ command }) => printedBy(command, server.port));
    await server.stop();

    expect(printed).toHaveLength(4);
    for (const [index, { expected }] of typed.entries()) {
      expect(printed[index]).toMatch(patternOf(expected));
    }
  });
});

/** What a shell's command prints that asks the server on this port. */
function printedBy(command: string, port: number): string {
  const here = command.replaceAll("localhost:3000", `127.0.0.1:${port}`);
  const silent = here.replaceAll("curl ", "curl -s --noproxy '*' ");
  return spawnSync("sh", ["-c", silent], { encoding: "utf8" }).stdout;
}

/** One whole line, in which `…` is anything. */
function patternOf(expected: string): RegExp {
  const parts = expected
    .split("…")
    .map((text) => text.replaceAll(/[[\]{}()|.*+?^$\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}\n$`);
}

// Proves that TypeScript is compiled once for each content, and that errors name its lines.
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { root, stateDirectory } from "./host/paths";
import { typescriptArgs } from "./start/child-environment";

let folder: string;
let file: string;

beforeAll(() => {
  mkdirSync(stateDirectory(), { recursive: true });
  folder = mkdtempSync(join(stateDirectory(), "typescript-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(compiled, relative(root, folder)), { recursive: true });
});
beforeEach(() => {
  file = join(folder, "program.ts");
});

const compiled = join(root, "node_modules/.cache/express-at-scale/compiled");
const saysWhoCompiled =
  'const value: string = "ran"; console.log(value, Object.keys(require.cache).some((path) => path.includes("ts-node")));';

function run(source: string, env: NodeJS.ProcessEnv = {}) {
  writeFileSync(file, source);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...typescriptArgs(), file],
    { encoding: "utf8", env: { ...process.env, ...env } },
  );
  return { stdout, stderr };
}

test("a file is compiled by ts-node once, and again when it has changed", () => {
  expect(run(saysWhoCompiled).stdout).toBe("ran true\n");
  expect(run(saysWhoCompiled).stdout).toBe("ran false\n");
  expect(run(`${saysWhoCompiled} // changed`).stdout).toBe("ran true\n");
});

test("a kept file that is damaged is compiled again", () => {
  run(saysWhoCompiled);
  const kept = join(compiled, `${relative(root, file)}.kept`);
  writeFileSync(kept, readFileSync(kept, "utf8").slice(0, 100));

  expect(run(saysWhoCompiled).stdout).toBe("ran true\n");
});

test("an error names the line of the TypeScript, kept or not", () => {
  const source = `interface Longer {\n  a: string;\n}\n\nthrow new Error("here");`;

  for (const { stderr } of [run(source), run(source)]) {
    expect(stderr).toContain("program.ts:5");
    expect(stderr).not.toContain("program.ts:1");
  }
});

test("an error reads the same, kept or not", () => {
  const source = 'import { readFileSync } from "node:fs"; readFileSync(2.5);';

  const [first, second] = [run(source), run(source)];

  expect(first.stderr).toContain("TypeError [ERR_INVALID_ARG_TYPE]: ");
  expect(first).toEqual(second);
});

test("nothing is kept where another user could have put something else", () => {
  const TMPDIR = join(folder, "temporary");
  mkdirSync(TMPDIR);

  run(`${saysWhoCompiled} // ${Math.random()}`, { TMPDIR });

  expect(readdirSync(TMPDIR)).toEqual([]);
});

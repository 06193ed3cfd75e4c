// Proves that the whole server of each step is there to be read: complete, indexed, and with imports that lead somewhere.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { root } from "../../servers/host/paths";
import { filesUnder } from "../../servers/host/visible-files";
import { importsOf } from "../imports";
import { serverOfStep } from "../server";
import { keepWholeServer, keepWholeServers } from "./whole-server";

const { WORKSHOP_STATE } = process.env;
/** Lies beside the packages, as `.workshop` does. */
const state = join(writeTree({}), ".workshop");
const folderOf = (step: Step) => join(state, "servers", directoryName(step));

beforeAll(() => {
  process.env.WORKSHOP_STATE = state;
  symlinkSync(
    join(root, "node_modules"),
    join(dirname(state), "node_modules"),
    "junction",
  );
});
afterAll(() => {
  if (WORKSHOP_STATE === undefined) delete process.env.WORKSHOP_STATE;
  else process.env.WORKSHOP_STATE = WORKSHOP_STATE;
});

test("each step has its server there, and nobody has to know of it", () => {
  expect(keepWholeServers()).toEqual([]);

  const [last] = steps.slice(-1) as [Step];
  const paths = serverOfStep(last).files.map(({ path }) => path);
  expect(filesUnder(folderOf(last))).toEqual(expect.arrayContaining(paths));
});

describe.each(steps.map((step) => [directoryName(step), step] as const))(
  "%s",
  (_, step) => {
    const folder = folderOf(step);
    const read = (path: string) => readFileSync(join(folder, path), "utf8");
    const settings = () =>
      ts.getParsedCommandLineOfConfigFile(
        join(folder, "tsconfig.json"),
        {},
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
      );

    test("has imports that lead to its own files, or to packages", () => {
      const { options = {} } = settings() ?? {};
      const cache = ts.createModuleResolutionCache(folder, String, options);
      const code = filesUnder(folder).filter((path) => /\.ts$/.test(path));

      const lost = code.flatMap((path) =>
        importsOf(read(path), path)
          .filter(({ kind }) => kind === "module")
          .filter(({ specifier }) => !specifier.startsWith("node:"))
          .filter(({ specifier }) => {
            const file = join(folder, path);
            const { resolvedModule } = ts.resolveModuleName(
              specifier,
              file,
              options,
              ts.sys,
              cache,
            );
            const found = resolvedModule?.resolvedFileName ?? "";
            return specifier.startsWith(".")
              ? !found.startsWith(join(folder, "src"))
              : !found.includes("node_modules");
          })
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );

      expect(lost).toEqual([]);
    });

    test("has settings for the editor that cover every module", () => {
      const code = filesUnder(folder).filter((path) => /\.ts$/.test(path));

      expect(settings()?.errors).toEqual([]);
      expect(settings()?.fileNames.toSorted()).toEqual(
        code.map((path) => join(folder, path)),
      );
    });

    test("has an index that links to every module", () => {
      const index = read("README.md");

      for (const path of filesUnder(join(folder, "src"))) {
        expect(index).toContain(`| [\`src/${path}\`](src/${path}) | `);
      }
      for (const [, path = ""] of index.matchAll(/\]\((.*?)\)/g)) {
        expect(existsSync(join(folder, path))).toBe(true);
      }
    });
  },
);

describe("what the reader changed in it", () => {
  const [step] = steps as readonly [Step, ...Step[]];
  const folder = folderOf(step);
  const file = join(folder, "src/server.ts");

  test("stays while the sources are as they were, and is then copied", () => {
    const generated = readFileSync(file, "utf8");
    chmodSync(file, 0o644);
    writeFileSync(file, "// mine\n");

    const first = keepWholeServer(step);
    const kept = readFileSync(file, "utf8");
    const record = join(folder, ".generated.json");
    const written = JSON.parse(readFileSync(record, "utf8"));
    writeFileSync(record, JSON.stringify({ ...written, stamp: "older" }));
    const { notice } = keepWholeServer(step);

    expect([first.notice, kept]).toEqual([undefined, "// mine\n"]);
    expect(readFileSync(file, "utf8")).toBe(generated);
    const [, saved = ""] = /are now in (.*)\.$/.exec(notice ?? "") ?? [];
    expect(readFileSync(join(saved, "src/server.ts"), "utf8")).toBe(kept);
  });
});

test("a folder of a step that is gone is removed, and no other", () => {
  const servers = join(state, "servers");
  for (const name of ["99-gone", "mine"]) mkdirSync(join(servers, name));
  const record = { stamp: "", hashes: {} };
  const file = join(servers, "99-gone", ".generated.json");
  writeFileSync(file, JSON.stringify(record));

  expect(keepWholeServers()).toEqual([]);

  expect(existsSync(join(servers, "99-gone"))).toBe(false);
  expect(existsSync(join(servers, "mine"))).toBe(true);
});

test("where nothing can be written, that is said, and nothing is thrown", () => {
  const [step] = steps as readonly [Step, ...Step[]];
  process.env.WORKSHOP_STATE = join(folderOf(step), "src/server.ts");
  try {
    expect(keepWholeServers()).toEqual([expect.stringContaining("ENOTDIR")]);
    expect(keepWholeServer(step)).toEqual({
      notice: expect.stringContaining("ENOTDIR"),
    });
  } finally {
    process.env.WORKSHOP_STATE = state;
  }
});

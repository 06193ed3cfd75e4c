// Proves that the linters, as they are configured here, catch what they are for.
import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { root } from "../servers/host/paths";

/** What a package's program prints in a folder, where it fails. */
function printedBy(program: string, words: string[], cwd: string) {
  return new Promise<string>((resolve, reject) => {
    const file = join(root, "node_modules", program);
    execFile(process.execPath, [file, ...words], { cwd }, (error, ...texts) => {
      if (error) resolve(texts.join(""));
      else reject(new Error(`${program} finds nothing:\n${texts.join("")}`));
    });
  });
}

describe("knip", () => {
  const broken = writeTree({
    "package.json": JSON.stringify({
      dependencies: { express: "5", zod: "4" },
      devDependencies: { jest: "30" },
    }),
    "exercises/01-a/orders.ts": "",
    "scripts/cli/start.js": "",
    "steps/01-a/server.ts": `import express from "express";
      import { used } from "./users/used";
      new Worker(join(__dirname, "worker.ts"), express(used));`,
    "steps/01-a/worker.ts": "",
    "steps/01-a/users/used.test.ts": 'import "./fixtures/sample";',
    "steps/01-a/users/used.ts":
      "export const used = 1; export const unused = 2;",
    "steps/01-a/users/fixtures/sample.ts": "",
    "steps/01-a/users/tested.test.ts": 'import "./tested";',
    "steps/01-a/users/tested.ts": "",
    "steps/01-a/users/dead.ts": "",
  });
  const knip = (...words: string[]) => {
    const config = ["--config", join(root, "knip.ts"), "--no-progress"];
    const shape = ["--no-config-hints", "--reporter", "compact"];
    return printedBy(
      "knip/bin/knip.js",
      [...config, ...shape, ...words],
      broken,
    );
  };

  test("names what nothing uses: files, exports and packages", async () => {
    const printed = await knip();

    expect(printed).toMatch(/^Unused files \(1\)\n.*users\/dead\.ts$/m);
    expect(printed).toMatch(/^Unused exports \(1\)\n.*used\.ts: unused$/m);
    expect(printed).toMatch(/^Unused dependencies \(1\)\n.*zod$/m);
  });

  test("names modules of a step that no server uses, but for tests", async () => {
    const printed = await knip("--production", "--include", "files");

    expect(printed).toContain("steps/01-a/users/dead.ts");
    expect(printed).toContain("steps/01-a/users/tested.ts");
    expect(printed).not.toMatch(/worker|orders|sample|start/);
  });
});

describe("Biome", () => {
  const lint = async (files: Record<string, string>) => {
    const broken = writeTree(files);
    for (const name of ["biome.json", ".gitignore"]) {
      copyFileSync(join(root, name), join(broken, name));
    }
    return printedBy("@biomejs/biome/bin/biome", ["lint"], broken);
  };

  test("names packages that package.json does not ask for", async () => {
    const printed = await lint({
      "package.json": JSON.stringify({
        dependencies: { express: "5" },
        devDependencies: { supertest: "7" },
      }),
      "steps/01-a/server.ts": `import "node:fs";
        import "express/lib/express";
        import "supertest";`,
      "steps/01-a/users/a.test.ts": `import "supertest";
        import type { Request } from "express-serve-static-core";`,
      "scripts/jest.js": 'require("@scope/name/deep");',
    });

    const rule = /^(\S+) lint\/correctness\/noUndeclaredDependencies/gm;
    expect(placesOf(printed, rule)).toEqual([
      "scripts/jest.js:1",
      "steps/01-a/server.ts:3",
      "steps/01-a/users/a.test.ts:2",
    ]);
  });

  test("names modules that import each other, if only for types", async () => {
    const printed = await lint({
      "steps/01-a/app.ts": 'import { list } from "./list";',
      "steps/01-a/list.ts": 'import type { App } from "./app";',
      "steps/01-a/server.ts": 'import { app } from "./app";',
    });

    const rule = /^(\S+) lint\/suspicious\/noImportCycles/gm;
    expect(placesOf(printed, rule)).toEqual([
      "steps/01-a/app.ts:1",
      "steps/01-a/list.ts:1",
    ]);
  });
});

/** `steps/04-errors/app.ts:3` of each report, sorted. */
function placesOf(printed: string, rule: RegExp): string[] {
  return [...printed.matchAll(rule)]
    .map(([, place = ""]) => place.replace(/:\d+$/, ""))
    .sort();
}

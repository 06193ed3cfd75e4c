// Proves that missing packages are found.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { packages, roomLeft } from "./installation";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workshop-packages-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lock(entries: Record<string, object>) {
  const file = join(folder, "package-lock.json");
  writeFileSync(file, JSON.stringify({ packages: entries }));
}

function install(path: string, version: string) {
  mkdirSync(join(folder, path), { recursive: true });
  const manifest = join(folder, path, "package.json");
  writeFileSync(manifest, JSON.stringify({ version }));
}

describe("the doctor on packages", () => {
  test("compares what is installed with the lock file", () => {
    lock({
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/for-another-platform": { version: "1.0.0", optional: true },
    });
    install("node_modules/a", "1.0.0");

    expect(packages(folder)).toEqual({
      what: "packages",
      found: "1, as the lock file says",
    });
  });

  test("names what is missing or of another version", () => {
    lock({
      "node_modules/a": { version: "2.0.0" },
      "node_modules/@b/c": { version: "1.0.0" },
    });
    install("node_modules/a", "1.0.0");

    expect(packages(folder)).toMatchObject({
      found: "2 of 2 missing or of another version: a, @b/c",
      remedy: "Type: npm ci",
      essential: true,
    });
  });

  test("without a lock file nothing is known to be there", () => {
    expect(packages(folder)).toMatchObject({ essential: true });
  });
});

describe("the doctor on the disk", () => {
  test("is content with a gigabyte", () => {
    expect(roomLeft(1e9)).toEqual({});
  });

  test.each([
    [100e6, false],
    [1e6, true],
  ])("says how much is left of %d bytes", (bytes, essential) => {
    const found = roomLeft(bytes);

    expect(found.remedy).toContain(`${bytes / 1e6} MB left`);
    expect(found.essential).toBe(essential);
  });
});

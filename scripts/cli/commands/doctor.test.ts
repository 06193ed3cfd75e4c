// Proves what the doctor finds, names and keeps to itself.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { runCli } from "./fixtures/run-cli";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workshop-state-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("doctor", () => {
  test("finds that the workshop can run where its tests do", async () => {
    const { code, stdout } = await runCli(["doctor"], {
      WORKSHOP_STATE: folder,
      API_KEY: "a-secret-that-stays",
      PGPASSWORD: "another-secret",
    });

    expect(stdout).toContain("The workshop can run here.");
    expect(stdout).toContain("API_KEY");
    expect(stdout).toContain("PGPASSWORD");
    expect(stdout).not.toMatch(/a-secret-that-stays|another-secret/);
    expect(code).toBe(0);
  });

  test("names what is broken, with its remedy", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");

    const { code, stdout } = await runCli(["doctor", "--json"], {
      WORKSHOP_STATE: join(file, "state"),
    });

    const { ok, findings } = JSON.parse(stdout);
    expect({ ok, code }).toEqual({ ok: false, code: 1 });
    expect(findings).toContainEqual({
      what: "state",
      found: expect.stringContaining("not writable"),
      remedy: expect.stringContaining("WORKSHOP_STATE"),
      essential: true,
    });
  });

  test("writes the home folder as ~", async () => {
    const { stdout } = await runCli(["doctor"], {
      WORKSHOP_STATE: join(folder, "state"),
      HOME: folder,
      USERPROFILE: folder,
    });

    expect(stdout).toContain(join("~", "state"));
    expect(stdout).not.toContain(folder);
  });
});

// Proves that the learner is told where they are, in words and as JSON.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { steps } from "../../../steps/steps";
import { runCli } from "./fixtures/run-cli";

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "workshop-state-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const passed = { passedAt: "2026-01-01T00:00:00.000Z", hints: 2 };

const command = "list";

describe(command, () => {
  test("prints one JSON document, with progress and what is next", async () => {
    const progress = JSON.stringify({ "01-naive": passed });
    writeFileSync(join(state, "progress.json"), progress);

    const { code, stdout } = await runCli([command, "--json"], {
      WORKSHOP_STATE: state,
    });

    const document = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(document.steps).toHaveLength(steps.length);
    expect(document.steps[0]).toMatchObject({
      number: 1,
      slug: "naive",
      title: "The naive server",
      exercise: { state: "passed", ...passed },
    });
    expect(document.next).toEqual({
      command: expect.stringMatching(/^npm run /),
      why: expect.any(String),
    });
  });

  test("says that progress was damaged, and goes on", async () => {
    writeFileSync(join(state, "progress.json"), "{");

    const { code, stdout, stderr } = await runCli([command], {
      WORKSHOP_STATE: state,
    });

    expect(code).toBe(0);
    expect(stdout).toContain("Next: npm run ");
    expect(stderr).toContain("The progress file was damaged. It is kept as ");
  });

  test("has no colours and no line over 80 columns in a pipe", async () => {
    const { stdout } = await runCli([command], { WORKSHOP_STATE: state });

    expect(stdout).not.toContain("\u001B");
    expect(
      Math.max(...stdout.split("\n").map((line) => line.length)),
    ).toBeLessThan(81);
  });
});

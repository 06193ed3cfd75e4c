// Proves that a profile of exercise 14's starter leads to its three hot spots, and to nothing else.
import { delimiter } from "node:path";
import { expect, test } from "@jest/globals";
import { findings } from "../../solutions/14-fast-path/findings";
import type { KeptRun } from "../bench/profile/kept-profiles";
import { runCli } from "../cli/commands/fixtures/run-cli";
import { exerciseOf, thisWorkshop } from "../exercises/exercise";
import { withOverlay } from "../exercises/target";

const exercise = exerciseOf(thisWorkshop.find("14", "check"));

test("what the solution changes takes far more than what it leaves", async () => {
  const { stdout } = await withOverlay(
    exercise,
    { kind: "starter" },
    (folders) =>
      runCli([
        "profile",
        "--exercise=14",
        "--json",
        "--seconds=2",
        `--env=WORKSHOP_OVERLAY=${folders.join(delimiter)}`,
      ]),
  );

  const run: KeptRun = JSON.parse(stdout);
  const functions = run.workers[0]?.functions ?? [];
  const totalOf = (name: string) =>
    functions.find(
      // The logger's packages have a `stringify`, too.
      (each) => each.name === name && !/^safe|^fast/.test(each.group),
    )?.total ?? 0;
  const totals = (decision: string) =>
    Object.entries(findings)
      .filter(([, finding]) => finding.decision === decision)
      .map(([name]) => totalOf(name));
  const [changed, left] = [totals("change"), totals("leave")];
  expect([changed.length, left.length]).toEqual([3, 3]);
  // They take 15 % and more, and some 2 % and less: V8 only samples.
  expect(Math.min(...changed)).toBeGreaterThan(Math.max(...left));
});

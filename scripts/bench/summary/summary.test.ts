// Proves how a run reads in the terminal, in JSON and while it goes on.
import { describe, expect, test } from "@jest/globals";
import { durationInWords } from "../../cli/print/bench";
import {
  syntheticContrast,
  syntheticResults,
  syntheticRuns,
  syntheticSample,
} from "../fixtures/synthetic";
import { OutcomeLedger } from "../generator/ledger";
import { EventContrast } from "../results/results-file";
import { RatioClaim } from "../verdicts/claims";
import { figureInWords, grouped, microseconds } from "../verdicts/format";
import { runDocument, showRun } from "./show-run";
import { summarise } from "./summarise";

const plain = {
  bold: String,
  dim: String,
  red: String,
  green: String,
  yellow: String,
  cyan: String,
};
const claim = RatioClaim.parse({
  id: "fast",
  metric: { measure: "p99" },
  direction: "at most",
  ratio: 0.1,
  text: "step 2 answers {ratio} faster",
});
const fortyfold = {
  ...syntheticContrast(syntheticRuns(12, 7, { ratio: 1 / 41, noise: 0.02 })),
  claims: [claim],
};

describe("a run in the terminal", () => {
  const shown = showRun(summarise(syntheticResults([fortyfold])), plain);

  test("says the result before the figures", () => {
    expect(shown[0]).toBe("Step 2 against step 1: bystander");
    expect(shown[2]).toMatch(
      /^held +step 2 answers 4\d× \(\d\d–\d\d×\) faster$/,
    );
  });

  test("shows both sides, the ratio and its interval, line by line", () => {
    expect(shown).toContainEqual(
      expect.stringMatching(
        /^ +step 1 +step 2 +step 2 \/ step 1 \(99 % interv/,
      ),
    );
    expect(shown).toContainEqual(
      expect.stringMatching(
        /^ +p99 +\d+ ms +2\.\d ms +0\.02\d× \(0\.02\d–0\.02\d×\)$/,
      ),
    );
    expect(shown).toContainEqual(
      expect.stringMatching(/^ +lost requests +0 +0$/),
    );
  });

  test("says how far it can be trusted", () => {
    const text = shown.join(" ");
    expect(text).toMatch(/A\/A control: step 1 against itself .*, 12 pairs\./);
    expect(text).toMatch(/12 pairs find a difference of \d.* % or more\./);
    expect(text).toContain("Claims: 1 held, 0 failed, 0 cannot tell.");
    expect(text).toMatch(/Machine: .* cores, .* Node v\d+/);
  });

  test("stays within 80 columns", () => {
    expect(shown.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("without a claim", () => {
  test("the headline is concluded", () => {
    const contrast = syntheticContrast(syntheticRuns(12, 7, { ratio: 2 }));
    const [summary] = summarise(syntheticResults([contrast])).contrasts;
    expect(summary?.conclusion).toMatch(
      /^step 2 is (2|1\.9\d|2\.\d)× \(.*\) slower than step 1 at p99$/,
    );
  });

  test("nothing is, where the control differs from itself", () => {
    const contrast = syntheticContrast(
      syntheticRuns(12, 7, { ratio: 2 }),
      syntheticRuns(12, 3, { ratio: 1.3, noise: 0.01 }),
    );
    const [summary] = summarise(syntheticResults([contrast])).contrasts;
    expect(summary?.conclusion).toMatch(
      /^cannot tell step 2 from step 1 by p99: the A\/A control differs/,
    );
  });
});

test("rejected pairs are counted by reason, and count for nothing", () => {
  const runs = syntheticRuns(12, 7, {});
  const late = runs.slice(0, 3).map((run) => ({
    ...run,
    rejected: "the client was late",
  }));
  const contrast = syntheticContrast([...runs, ...late]);
  const [summary] = summarise(syntheticResults([contrast])).contrasts;
  expect(summary?.timed).toMatchObject({
    pairs: 12,
    rejected: { "the client was late": 3 },
  });
});

test("growth is a row for each number of users, and an exponent a side", () => {
  const runs = [1000, 10_000].flatMap((users) =>
    [0.98, 1, 1.02].map((noise) => ({
      order: "ab" as const,
      a: syntheticSample({ users, latency: users * noise }),
      b: syntheticSample({ users, latency: 1000 * noise }),
    })),
  );
  const [summary] = summarise(
    syntheticResults([syntheticContrast(runs)]),
  ).contrasts;
  const labels = summary?.rows.map(({ label }) => label) ?? [];
  expect(labels.slice(0, 2)).toEqual([
    "p99, 1\u00a0000 users",
    "p99, 10\u00a0000 users",
  ]);
  expect(summary?.rows[1]?.comparison?.ratio).toBeCloseTo(0.1, 2);
  expect(summary?.timed?.growth?.a?.exponent).toBeCloseTo(1, 1);
  expect(summary?.timed?.growth?.b?.exponent).toBeCloseTo(0, 1);
  expect(summary?.conclusion).toBeUndefined();
});

test("an event is a row for each thing that was counted", () => {
  const ledger = new OutcomeLedger().counts();
  const event = EventContrast.parse({
    type: "event",
    workload: "flood",
    what: "a flood",
    a: "step 5",
    b: "step 6",
    runs: [
      { side: "a", ledger, counts: { passed: 300 } },
      { side: "b", ledger, counts: { passed: 100 } },
    ],
    claims: [],
  });
  const [summary] = summarise(syntheticResults([event])).contrasts;
  expect(summary?.rows).toMatchObject([
    { label: "passed", a: "300", b: "100" },
  ]);
});

test("the JSON document has verdicts, ratios and the samples' file", () => {
  const summary = summarise(syntheticResults([fortyfold]));
  const text = JSON.stringify(runDocument(summary, "results.json"));
  expect(JSON.parse(text)).toMatchObject({
    file: "results.json",
    claims: { held: 1, failed: 0, "cannot tell": 0 },
    contrasts: [
      {
        workload: "bystander",
        verdicts: [{ id: "fast", outcome: "held" }],
        timed: { pairs: 12 },
      },
    ],
  });
});

describe("figures", () => {
  test.each([
    [0.4, "0.4 µs"],
    [85.3, "85 µs"],
    [1234, "1.2 ms"],
    [123_456, "123 ms"],
    [2_340_000, "2.3 s"],
  ])("%d µs is %s", (value, words) => {
    expect(microseconds(value)).toBe(words);
  });

  test("carry their unit, and no digits that mean nothing", () => {
    expect(figureInWords("throughput", 12_345.6)).toBe("12\u00a0346");
    expect(figureInWords("loopDelay", 1.5)).toBe("1.5 ms");
    expect(figureInWords("rss", 84_300_000)).toBe("84 MB");
    expect(figureInWords("utilization", 0.971)).toBe("0.97");
    expect(grouped(1_234_567)).toBe("1\u00a0234\u00a0567");
  });

  test.each([
    [22, "about 20 seconds"],
    [63, "about 65 seconds"],
    [150, "about 2.5 minutes"],
    [301, "about 5 minutes"],
  ])("%d s is %s", (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });
});

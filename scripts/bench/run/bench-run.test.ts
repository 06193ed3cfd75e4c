// Proves what a run leaves behind, and that nothing of it is left running.
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "@jest/globals";
import { lostRequests } from "../generator/ledger";
import type { Contrast, TimedContrast } from "../results/results-file";
import { windowsOf } from "../results/sample";
import type { EventWorkload } from "../workloads/workload";
import { runBench } from "./bench-run";
import { contrastOf, optionsFor, tinySide } from "./fixtures/tiny-runs";

function timed([contrast]: readonly Contrast[]): TimedContrast {
  if (contrast?.type !== "timed")
    throw new Error("a timed contrast comes first");
  return contrast;
}

/** Nothing of these processes can be asked any more. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

function pidsOf({ pairs, control }: TimedContrast): number[] {
  return [...pairs, ...control]
    .flatMap(({ a, b }) => [...windowsOf(a), ...windowsOf(b)])
    .flatMap(({ server }) => server.processes.map(({ pid }) => pid));
}

const folders = (): string[] =>
  readdirSync(tmpdir()).filter((name) =>
    name.startsWith(`workshop-${process.pid}-bench-`),
  );

describe("a run", () => {
  test("takes its pairs and controls, each sample from a process of its own", async () => {
    const before = folders();
    const options = optionsFor([contrastOf(tinySide("step 2"))]);
    const results = await runBench(options);
    const contrast = timed(results.contrasts);
    expect(results).toMatchObject({ complete: true, mode: "quick", seed: 1 });
    // A machine that others use may have had pairs rejected, and repeated.
    expect(contrast.pairs.length).toBeGreaterThanOrEqual(2);
    expect(contrast.control.length).toBeGreaterThanOrEqual(1);
    const samples = 2 * (contrast.pairs.length + contrast.control.length);
    expect(new Set(pidsOf(contrast)).size).toBe(samples);
    expect(pidsOf(contrast).every(isGone)).toBe(true);
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
    expect(options.seen.announced).toHaveLength(1);
    expect(options.seen.progress.at(-1)?.done).toBe(1);
    for (const { a, b } of contrast.pairs) {
      for (const { load, server } of [...windowsOf(a), ...windowsOf(b)]) {
        const [process] = server.processes;
        expect(lostRequests(load.ledger)).toBe(0);
        expect(process?.requestsStarted).toBeLessThanOrEqual(load.ledger.sent);
        expect(process?.requestsStarted).toBeGreaterThanOrEqual(load.ledger.ok);
      }
    }
  });

  test("takes contrasts of one round together, a server of each side in it", async () => {
    const round = { times: 2 };
    const [two, three] = [tinySide("step 2"), tinySide("step 3")];
    const results = await runBench(
      optionsFor([
        contrastOf(two, { round }),
        contrastOf(three, { round }),
        contrastOf(three, { round, a: two }),
      ]),
    );
    const contrasts = results.contrasts.map((each) => timed([each]));
    const [first, second, third] = contrasts.map(({ pairs }) => pairs);
    // A machine that others use may have had a round rejected, and repeated.
    expect(first?.length).toBeGreaterThanOrEqual(2);
    expect(second?.map(({ a }) => a)).toEqual(first?.map(({ a }) => a));
    expect(third?.map(({ a }) => a)).toEqual(first?.map(({ b }) => b));
    expect(third?.map(({ b }) => b)).toEqual(second?.map(({ b }) => b));
    expect(contrasts.map(({ controlOf }) => controlOf)).toEqual([
      "step 1",
      "step 1",
      "step 1",
    ]);
    const servers = contrasts.flatMap(pidsOf);
    expect(new Set(servers).size).toBe(4 * (first?.length ?? 0));
    expect(servers.every(isGone)).toBe(true);
  });

  test("ended early returns the pairs it has, marked, and leaves no process", async () => {
    const controller = new AbortController();
    const options = optionsFor(
      [contrastOf(tinySide("step 2"))],
      controller,
      () => controller.abort(new Error("ended early")),
    );
    const results = await runBench(options);
    const { pairs, control } = timed(results.contrasts);
    expect(results.complete).toBe(false);
    expect(pairs.length + control.length).toBe(1);
    expect(pidsOf(timed(results.contrasts)).every(isGone)).toBe(true);
  });

  test("counts an event on both sides, a fresh server each", async () => {
    const urls = new Set<string>();
    const event: EventWorkload = {
      type: "event",
      name: "knock",
      what: "one request",
      runs: 2,
      async run({ start }) {
        const { url } = await start();
        urls.add(url);
        const { ok } = await fetch(url);
        const ledger = { ...noRequests, sent: 1, ok: 1, statuses: { 200: 1 } };
        return { ledger, counts: { opened: Number(ok) } };
      },
    };
    const contrast = contrastOf(tinySide("step 2"), { workload: event });
    const { contrasts } = await runBench(optionsFor([contrast]));
    expect(contrasts[0]).toMatchObject({
      type: "event",
      runs: ["a", "b", "a", "b"].map((side) => ({
        side,
        counts: { opened: 1 },
      })),
    });
    expect(urls.size).toBe(4);
  });
});

describe("one clear line, and no figure, for a server that", () => {
  const run = (env: Record<string, string>) =>
    runBench(optionsFor([contrastOf(tinySide("step 2", env))]));

  test.each([
    [
      { BEHAVIOUR: "ends early" },
      /^step 2 ended with exit code 1 before it listened \(.*no secret is set.*\): no figure\.$/,
    ],
    [
      { BEHAVIOUR: "crashes" },
      /^step 2 ended with exit code 1 while it was measured \(.*twenty were enough.*\): no figure\.$/,
    ],
    [
      { ANSWER: "[1]" },
      /^step 2 answers GET \/ otherwise than step 1, and nothing explains it: body: \[\] against \[1\]\.$/,
    ],
    [
      { BEHAVIOUR: "extra header" },
      /^step 2 answers GET \/ otherwise .*: header x-extra: none against 1\.$/,
    ],
  ])("%j", async (env, line) => {
    await expect(run(env)).rejects.toMatchObject({
      name: "UserError",
      exitCode: 1,
      message: expect.stringMatching(line),
    });
  });
});

test("a difference that is explained is kept with the results", async () => {
  const controller = new AbortController();
  const why = "step 2 adds it";
  const contrast = contrastOf(
    tinySide("step 2", { BEHAVIOUR: "extra header" }),
    {
      changes: [{ differences: ["header x-extra"], why }],
    },
  );
  const results = await runBench(
    optionsFor([contrast], controller, () => controller.abort()),
  );
  expect(timed(results.contrasts).differences).toEqual([
    { difference: "header x-extra", why },
  ]);
});

const noRequests = {
  sent: 0,
  ok: 0,
  unexpectedStatus: 0,
  unansweredClose: 0,
  truncated: 0,
  reset: 0,
  refused: 0,
  timedOut: 0,
  inFlight: 0,
  neverWritten: 0,
  statuses: {},
};

// Proves that the page is whole, needs nothing from outside, and has words for its plots.
import { describe, expect, test } from "@jest/globals";
import {
  syntheticContrast,
  syntheticResults,
  syntheticRuns,
} from "../../../bench/fixtures/synthetic";
import type { TimedContrast } from "../../../bench/results/results-file";
import { summarise } from "../../../bench/summary/summarise";
import { element, render } from "../../../content/markdown/markup";
import { reportPage } from "./bench-report";
import { logScale } from "./plot";

function between(a: string, b: string, workload = "list"): TimedContrast {
  const contrast = syntheticContrast(syntheticRuns(6, 1, { ratio: 1.5 }));
  return { ...contrast, a, b, workload };
}

const journey = [
  between("step 1", "step 2"),
  between("step 2", "step 3"),
  between("step 2", "step 3", "bystander"),
];
const page = reportPage(summarise(syntheticResults(journey)));

describe("the page", () => {
  test("asks for nothing from outside, and runs no script", () => {
    expect(page).not.toMatch(/(?:src|href)=|url\(|@import|<script|<link/);
  });

  test("has the site's colours, light and dark, and is light on paper", () => {
    expect(page).toMatch(/--paper: light-dark\(#\w+, #\w+\)/);
    expect(page).toMatch(/@media print \{[^@]*color-scheme: light;/);
    expect(page).toContain(".verdicts li {");
  });

  test("closes what it opens", () => {
    const opened: string[] = [];
    for (const [, end, name = ""] of page.matchAll(/<(\/?)([a-z]\w*)[^>]*>/g)) {
      if (name === "meta") continue;
      if (end) expect(opened.pop()).toBe(name);
      else opened.push(name);
    }
    expect(opened).toEqual([]);
  });

  test("has a plot of the ratios, the samples, the latencies and the journey", () => {
    const titles = [...page.matchAll(/<h4>([^<]*)<\/h4>/g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual(
      expect.arrayContaining([
        "CPU time of list, beside step 1",
        "step 3 over step 2",
        "p99, sample by sample",
        "Latency of page",
      ]),
    );
  });

  test("tells every plot in words as well", () => {
    const plots = page.match(/<svg [^>]*>/g) ?? [];
    expect(plots.length).toBeGreaterThan(6);
    for (const plot of plots) {
      expect(plot).toMatch(/role="img" aria-label="[^"]{20,}"/);
    }
  });

  test("has no coordinate that is no number", () => {
    expect(page).not.toMatch(/NaN|Infinity/);
  });

  test("says that a run was ended early", () => {
    const early = { ...syntheticResults([]), complete: false };
    expect(reportPage(summarise(early))).toContain("ended early");
  });
});

test("text is escaped, in elements and in attributes", () => {
  const markup = element("p", { title: 'a"b' }, "<script>", ["&", 1]);
  expect(render(markup)).toBe('<p title="a&quot;b">&lt;script&gt;&amp;1</p>');
});

describe("a logarithmic scale", () => {
  test("gives every factor the same width, and stays inside", () => {
    const { at } = logScale([1, 100], [0, 200]);
    expect([1, 10, 100, 1000, 0.1].map(at)).toEqual([0, 100, 200, 200, 0]);
  });

  test.each([
    [
      [1, 1.4],
      [1, 1.1, 1.2, 1.3],
    ],
    [
      [0.5, 20],
      [0.5, 1, 2, 5, 10, 20],
    ],
    [
      [1, 100_000],
      [1, 10, 100, 1000, 10_000, 100_000],
    ],
  ] as const)("from %j has few ticks: %j", (range, ticks) => {
    expect(logScale(range, [0, 1]).ticks).toEqual(ticks);
  });

  test("has some width for a single value", () => {
    const { at } = logScale([5, 5], [0, 100]);
    expect(at(5)).toBe(50);
  });
});

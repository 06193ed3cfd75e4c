// Proves in a real browser that the pages fit, are quiet, accessible, and follow what happens.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { directoryName, steps } from "../../steps/steps";
import {
  syntheticContrast,
  syntheticResults,
  syntheticRuns,
} from "../bench/fixtures/synthetic";
import { keepResults, type TimedContrast } from "../bench/results/results-file";
import { updateProgress } from "../exercises/progress";
import { keepProfileOfStep1 } from "./fixtures/kept-profile";
import { type OpenSite, openSite } from "./fixtures/open-site";
import {
  describeWithBrowser,
  overflowOf,
  watchedPage,
} from "./fixtures/with-browser";

const laptop = { width: 1280, height: 720 };
const windows = {
  "a phone": { width: 390, height: 844 },
  "a laptop": laptop,
  "a projector": { width: 1920, height: 1080 },
};

const last = steps.at(-1)?.number ?? 1;
const addresses = [
  "/",
  ...steps.map((step) => `/steps/${directoryName(step)}/`),
  ...steps.map((step) => `/exercises/${directoryName(step)}/`),
  `/servers/${last}/`,
  `/compare/${last - 1}/${last}`,
  "/results/",
  "/faults/",
  "/profiles/",
  "/slides/",
  "/slides/FACILITATING.md",
  "/search?q=middleware",
  "/steps/03-middleware/middleware/request-id.ts",
  "/nothing",
];

/** One of each kind: axe looks at every element, and takes its time. */
const kinds = [
  "/",
  "/steps/03-middleware/",
  "/exercises/03-middleware/",
  "/servers/3/",
  "/compare/3/4",
  "/results/",
  "/faults/",
  "/profiles/",
  "/slides/",
  "/slides/04-errors",
  "/slides/04-errors/speaker",
  "/search?q=middleware",
  "/nothing",
];

const schemes = [
  ["light", "axe.run()"],
  // What is dark differs in its colours, and in nothing else.
  ["dark", "axe.run({ runOnly: ['color-contrast'] })"],
] as const;

interface Finding {
  readonly impact: string;
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

describeWithBrowser("the site in a browser", (browser) => {
  let site: OpenSite;
  beforeAll(async () => {
    site = await openSite();
    keepProfileOfStep1();
    keepResults(
      syntheticResults([
        measured("step 1", "step 2"),
        measured("step 2", "step 3"),
      ]),
    );
  });
  afterAll(() => site.close());

  test("on a phone, a laptop and a projector, no page is wider than the window or complains", async () => {
    const { wrong, outside } = await tour(browser(), site.url);
    expect(wrong).toEqual([]);
    expect(outside).toEqual([]);
  });

  test("in light and in dark, axe has no serious finding", async () => {
    const { page, open } = await watchedPage(browser(), site.url, laptop);
    const findings: string[] = [];
    for (const address of kinds) {
      await open(address);
      await page.evaluate(axe);
      for (const [colorScheme, run] of schemes) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate<{ violations: Finding[] }>(
          run,
        );
        for (const { id, impact, nodes } of violations) {
          if (impact !== "serious" && impact !== "critical") continue;
          findings.push(
            `${address} in ${colorScheme}: ${id}: ${nodes[0]?.html}`,
          );
        }
      }
    }
    await page.close();
    expect(findings).toEqual([]);
  });

  test("a check that passes in the terminal shows at once", async () => {
    const { page, open } = await watchedPage(browser(), site.url, laptop);
    await open("/exercises/02-event-loop/");
    await page.locator("html[data-live=yes]").waitFor();

    updateProgress("02-event-loop", () => ({ passedAt: "2026-01-01" }));

    await page.getByText("Passed.").waitFor();
    await page.locator("nav.side .here .mark.passed").waitFor();
    await page.close();
  });

  test("what the reader has opened stays open, with its focus, when the page changes", async () => {
    updateProgress("03-middleware", () => ({ passedAt: "2026-01-01" }));
    const { page, open } = await watchedPage(browser(), site.url, laptop);
    await open("/exercises/03-middleware/");
    await page.locator("html[data-live=yes]").waitFor();
    const trap = page.locator("details.trap").first();
    await trap.locator("summary").press("Enter");
    const before = await page.evaluate<number>("scrollY");

    updateProgress("03-middleware", (it) => ({ ...it, hints: 1 }));

    await page.getByText("Hint 1", { exact: true }).waitFor();
    expect(await trap.getAttribute("open")).toBe("");
    expect(await page.locator("details.hint").getAttribute("open")).toBe("");
    expect(await page.locator("details.trap > summary:focus").count()).toBe(1);
    expect(await page.evaluate<number>("scrollY")).toBeGreaterThanOrEqual(
      before,
    );
    await page.close();
  });

  test("a profile opens as a flame graph, with the step's functions in it", async () => {
    const { page, open, complaints, outside } = await watchedPage(
      browser(),
      site.url,
      laptop,
    );
    await open("/profiles/");

    await page.getByRole("link", { name: /^Flame graph of step 1/ }).click();

    // The graph is drawn on a canvas; the table beside it is text.
    await page.getByText("Left Heavy").waitFor();
    await page.getByText("Sandwich").click();
    await page.getByText("(anonymous server.ts:25)").waitFor();
    await page.getByText("writev", { exact: true }).waitFor();
    expect(await page.title()).toContain("step 1");
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await page.close();
  });

  test("keys alone lead to the text, to the search, and to dark", async () => {
    const { page, open } = await watchedPage(browser(), site.url, laptop);
    await open("/steps/03-middleware/");

    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(page.url()).toContain("#main");
    await page.keyboard.press("/");
    await page.keyboard.type("request id");
    await page.keyboard.press("Enter");
    await page
      .getByRole("link", { name: /03-middleware.*request-id\.ts/ })
      .waitFor();
    await page.getByRole("button", { name: "Dark" }).press("Enter");
    await page.locator("html[data-theme=dark]").waitFor();
    await open("/");
    await page.locator("html[data-theme=dark]").waitFor();
    await page.close();
  });

  test("hints open by a click, one after the other, and without scripts", async () => {
    const context = await browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/exercises/04-errors/`);

    await page.getByRole("button", { name: "Show hint 1 of 3" }).click();
    await page.getByText("Hint 1", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Show hint 2 of 3" }).click();

    await page.getByText("Hint 2", { exact: true }).waitFor();
    await context.close();
  });
});

/** So that the results have plots. */
function measured(a: string, b: string): TimedContrast {
  const runs = syntheticRuns(6, 1, { ratio: 1.5 });
  return { ...syntheticContrast(runs), a, b, workload: "list" };
}

/** Opens every page once, and looks at it in windows of each size. */
async function tour(browser: Browser, origin: string) {
  const { page, open, complaints, outside } = await watchedPage(
    browser,
    origin,
    laptop,
  );
  const wrong: string[] = [];
  for (const address of addresses) {
    await open(address);
    for (const [name, size] of Object.entries(windows)) {
      await page.setViewportSize(size);
      const overflow = await overflowOf(page);
      if (overflow > 0) {
        wrong.push(`${address} overflows by ${overflow} px on ${name}`);
      }
    }
  }
  await page.close();
  // The browser itself complains of the page that is not there.
  const own = complaints.filter((text) => !/404 \(Not Found\)/.test(text));
  return { wrong: [...wrong, ...own], outside };
}

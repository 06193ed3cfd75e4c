// Proves that every step has its pages, that its links lead somewhere, and that progress shows.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test,
} from "@jest/globals";
import { directoryName, steps } from "../../steps/steps";
import { syntheticResults } from "../bench/fixtures/synthetic";
import { exerciseOf } from "../exercises/exercise";
import { hintsOf } from "../exercises/hints";
import { readProgress, updateProgress } from "../exercises/progress";
import { trapsOf } from "../exercises/traps";
import type { ResultsFile } from "../probes/results/results-file";
import { keepResults } from "../probes/results/store";
import { root, siteAddress } from "../servers/host/paths";
import { type OpenSite, openSite } from "./fixtures/open-site";
import { faultsPage } from "./reports/faults-report";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());
afterEach(() => writeFileSync(join(site.state, "progress.json"), "{}"));

async function bodyOf(path: string): Promise<string> {
  const response = await fetch(site.url + path);
  expect([path, response.status]).toEqual([path, 200]);
  return await response.text();
}

const names = steps.map(directoryName);

describe.each(names)("%s", (name) => {
  const lesson = `/steps/${name}/`;

  test("has its lesson, exercise and server", async () => {
    expect(await bodyOf(lesson)).toContain("<h1>");
    // Its links lead here, and not to the port that lessons name.
    expect(await bodyOf(lesson)).not.toContain(`href="${siteAddress}`);
    expect(await bodyOf(`/exercises/${name}/`)).toContain("Done when");
    expect(await bodyOf(`/servers/${name}/`)).toContain("The whole server");
  });

  test("links to nothing that is not there", async () => {
    const dead: string[] = [];
    for (const page of [lesson, `/exercises/${name}/`]) {
      for (const [, href = ""] of (await bodyOf(page)).matchAll(
        /<a [^>]*href="([^"]*)"/g,
      )) {
        if (/^https?:/.test(href)) continue;
        const url = new URL(href, site.url + page);
        const response = await fetch(url);
        const text = await response.text();
        const { status } = response;
        if (status !== 200) dead.push(`${page}: ${href} is ${status}`);
        const id = decodeURIComponent(url.hash.slice(1));
        if (id !== "" && !text.includes(` id="${id}"`)) {
          dead.push(`${page}: ${href} has no such place`);
        }
      }
    }
    expect(dead).toEqual([]);
  });
});

test.each(names.slice(1).map((_name, index) => [index + 1, index + 2]))(
  "steps %i and %i stand side by side",
  async (from, to) => {
    const page = await bodyOf(`/compare/${from}/${to}`);

    const rows = page.match(/<tr>/g) ?? [];
    const marked = page.match(/<td class="(?:del|ins)">/g) ?? [];
    expect(marked.length).toBeGreaterThan(0);
    expect(rows.length).toBeGreaterThan(marked.length / 2);
  },
);

describe("a step by any of its names", () => {
  test.each([
    "/steps/3",
    "/steps/03/",
    "/steps/03-middleware",
    "/steps/03-middleware/README.md",
  ])("%s leads to its lesson", async (path) => {
    const response = await fetch(site.url + path);

    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<h1>Middleware</h1>");
  });
});

describe("an exercise", () => {
  const path = "/exercises/03-middleware/";
  const exercise = exerciseOf(stepThree());
  const all = hintsOf(exercise);

  test("shows no hint before it is asked for", async () => {
    const page = await bodyOf(path);

    expect(page).toContain(`Show hint 1 of ${all.length}`);
    expect(page).not.toContain("<summary>Hint 1");
  });

  test("shows what is left to do behind the hints as well", async () => {
    const page = await bodyOf("/exercises/13-scale-out/");

    expect(page).toContain('<h2 id="your-turn">Your turn</h2>');
    expect(page).toContain('href="#your-turn"');
  });

  test("opens one hint at a time, in order", async () => {
    await fetch(`${site.url}${path}hints/2`, { method: "POST" });
    expect(readProgress()["03-middleware"]?.hints ?? 0).toBe(0);

    const response = await fetch(`${site.url}${path}hints/1`, {
      method: "POST",
      headers: { origin: site.url },
    });

    const page = await response.text();
    expect(response.url).toContain(path);
    expect(page).toContain("<summary>Hint 1");
    expect(page).toContain(`Show hint 2 of ${all.length}`);
    expect(readProgress()["03-middleware"]?.hints).toBe(1);
  });

  test("shows its traps after a pass, and not before", async () => {
    const [trap] = trapsOf(exercise);
    expect(await bodyOf(path)).not.toContain("Caught by");

    updateProgress("03-middleware", () => ({ passedAt: "2026-01-01" }));

    const page = await bodyOf(path);
    expect(page).toContain("Passed.");
    expect(page.match(/Caught by/g)).toHaveLength(trapsOf(exercise).length);
    expect(page).toContain(trap?.name.replaceAll("-", " "));
  });
});

describe("the search", () => {
  test("finds a section by words in it, wherever they stand", async () => {
    const page = await bodyOf("/search?q=problem+details");

    expect(page).toContain('href="/steps/04-errors/');
    expect(page).toContain("<mark>problem</mark>");
  });

  test("says that it found nothing, and what was looked for", async () => {
    const page = await bodyOf("/search?q=%3Cb%3Ezzz");

    expect(page).toContain("Nothing has “&lt;b&gt;zzz” in it.");
  });
});

test("changes are told to a page that listens, as soon as they are watched", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const { body } = await fetch(`${site.url}/events`, { signal });
  let text = "";
  const reading = (async () => {
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ??
      []) {
      text += chunk;
      if (text.includes("watching") && !text.includes("progress")) {
        updateProgress("03-middleware", () => ({ hints: 1 }));
      }
      if (text.includes('data: "progress"')) return;
    }
  })();

  await reading;
  controller.abort();
  expect(text).toContain('data: "progress"');
});

describe("the faults", () => {
  test("are those that are claimed, before any was done here", async () => {
    const page = await bodyOf("/faults/");

    expect(page).toContain("not been attacked on this machine yet");
    expect(page).toContain("malformed json");
  });

  test("are the picture of the newest run, where there is one", async () => {
    keepResults(faultRun(), faultsPage);

    const page = await bodyOf("/faults/");

    expect(page).toContain('<figure class="matrix">');
    expect(page).toContain("step 3 middleware survives 0 of 1 faults");
    expect(page).not.toContain("style=");
  });

  test("of a server of one's own stand beside the steps, not in their place", async () => {
    keepResults(ownRun(), faultsPage);

    const page = await bodyOf("/faults/");

    expect(page).toContain("step 3 middleware survives 0 of 1 faults");
    expect(page).toContain('y="14">you</text>');
    expect(page).toMatch(
      /<b>Why: <\/b>It threw\..*href="\/steps\/04-errors\/"/,
    );
  });
});

test("what a page needs comes from here", async () => {
  const page = await bodyOf("/");
  const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]*)"/g)];

  expect(assets.length).toBeGreaterThan(3);
  for (const [, asset = ""] of assets) {
    const text = await bodyOf(asset);
    if (!asset.endsWith(".css")) continue;
    for (const [, part = ""] of text.matchAll(/@import "([^"]*)"/g)) {
      await bodyOf(`/assets/${part}`);
    }
  }
  const fonts = await bodyOf("/assets/fonts.css");
  for (const [, font = ""] of fonts.matchAll(/url\("([^"]*)"/g)) {
    await bodyOf(`/assets/${font}`);
  }
});

test("the pictures of a text are there", async () => {
  const page = await bodyOf("/README.md");
  const [, picture = ""] = /<img src="([^"]*)"/.exec(page) ?? [];

  const response = await fetch(new URL(picture, `${site.url}/README.md`));

  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/png");
});

test("every request is in the log, which no page of the learner's is", () => {
  expect(existsSync(join(site.state, "site.log"))).toBe(true);
  expect(existsSync(join(root, "site.log"))).toBe(false);
});

function faultRun(): ResultsFile {
  const { environment, startedAt, finishedAt } = syntheticResults([]);
  const fault = "malformed-json";
  return {
    ...{ version: 1, command: "npm run faults 3", complete: true },
    ...{ environment, startedAt, finishedAt },
    faults: [
      {
        ...{ name: fault, category: "input", does: "Sends half of a JSON." },
        ...{ surviving: "400.", survivedSince: 4 },
      },
    ],
    servers: [
      {
        ...{ name: "step 3 middleware", step: 3 },
        outcomes: [
          {
            ...{ fault, verdict: "fell", how: "leaked" },
            ...{ observed: "a stack", asClaimed: true },
          },
        ],
      },
    ],
  };
}

/** The same, later, of a server that is no step's. */
function ownRun(): ResultsFile {
  const run = faultRun();
  return {
    ...run,
    startedAt: new Date(Date.parse(run.startedAt) + 60_000).toISOString(),
    servers: run.servers.map(({ outcomes }) => ({
      ...{ name: "http://127.0.0.1:1", step: null },
      outcomes: outcomes.map((one) => ({ ...one, why: "It threw." })),
    })),
  };
}

function stepThree() {
  const step = steps.find(({ number }) => number === 3);
  if (!step) throw new Error("no step 3");
  return step;
}

// Proves in a real browser that slides fit, that the speaker's view follows, and that paper has them all.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { deckFile, deckNames, readDeck } from "../content/slides/deck";
import { root } from "../servers/host/paths";
import { type OpenSite, openSite } from "./fixtures/open-site";
import { describeWithBrowser, watchedPage } from "./fixtures/with-browser";

const names = deckNames();
const room = { width: 1920, height: 1080 };

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** What sticks out of a slide, by its title; run in the page. */
const findOverflow = `[...document.querySelectorAll("section.slide")].flatMap((slide) => {
  const wide = [...slide.querySelectorAll(".content, pre, p, li, table, h1, h2")];
  const tall = [...slide.querySelectorAll(".content, pre")];
  const over = [
    ...wide.filter((part) => part.scrollWidth > part.clientWidth + 1),
    ...tall.filter((part) => part.scrollHeight > part.clientHeight + 1),
  ];
  const foot = slide.querySelector(".countdown")?.getBoundingClientRect();
  const texts = [...slide.querySelectorAll(".exercise > :not(.countdown)")];
  const hidden = foot
    ? texts.filter((text) => text.getBoundingClientRect().bottom > foot.top)
    : [];
  return [...over, ...hidden].map(
    (part) => slide.dataset.title + ": " + part.tagName + " " + part.className,
  );
})`;

function slidesIn(name: string): number {
  return readDeck(deckFile(name) ?? "").slides.length;
}

describeWithBrowser("slides in a browser", (browser) => {
  test.each(names)("%s: no text sticks out of a slide", async (name) => {
    const { page, open, complaints, outside } = await watchedPage(
      browser(),
      site.url,
      room,
    );
    await open(`/slides/${name}/print`);

    const slides = await page.locator("section.slide").count();
    const overflow = await page.evaluate<string[]>(findOverflow);
    await page.close();

    expect(slides).toBe(slidesIn(name));
    expect(overflow).toEqual([]);
    expect([...complaints, ...outside]).toEqual([]);
  });

  test("a slide with too much on it would be found", async () => {
    const { page, open } = await watchedPage(browser(), site.url, room);
    await open(`/slides/${names[0]}/print`);
    await page.evaluate(
      'document.querySelector("section h2 ~ *, section h1").append("long ".repeat(900))',
    );

    const overflow = await page.evaluate<string[]>(findOverflow);
    await page.close();

    expect(overflow.length).toBeGreaterThan(0);
  });

  test.each(names)("%s: keys lead through every slide", async (name) => {
    const { page, open, complaints, outside } = await watchedPage(
      browser(),
      site.url,
      { width: 1280, height: 720 },
    );
    await open(`/slides/${name}`);
    await page.locator(".reveal.ready").waitFor();
    const seen = new Set<string>();
    for (let presses = 0; presses < 200; presses += 1) {
      seen.add(await shownSlide(page));
      if (
        await page.evaluate(
          "Reveal.isLastSlide() && !Reveal.availableFragments().next",
        )
      )
        break;
      await page.keyboard.press("Space");
    }
    await page.close();

    expect(seen.size).toBe(slidesIn(name));
    expect([...complaints, ...outside]).toEqual([]);
  });

  test("lines step back while others are looked at", async () => {
    const { page, open } = await watchedPage(browser(), site.url, room);
    await open("/slides/04-errors");
    await page.locator(".reveal.ready").waitFor();
    const code = page.locator("section.present .line");
    while ((await page.locator("section.present .focus").count()) === 0) {
      await page.keyboard.press("Space");
    }
    const all = await code.count();
    expect(await page.locator("section.present .aside").count()).toBe(0);

    await page.keyboard.press("Space");

    const aside = await page.locator("section.present .aside").count();
    expect(aside).toBeGreaterThan(0);
    expect(aside).toBeLessThan(all);
    await page.close();
  });

  test("the countdown of an exercise runs once the room sees it", async () => {
    const { page, open } = await watchedPage(browser(), site.url, room);
    await open("/slides/04-errors");
    await page.locator(".reveal.ready").waitFor();
    const countdown = page.locator(".countdown");
    expect(await countdown.textContent()).toBe("20:00");

    await page.keyboard.press("End");

    await page.getByText("19:5").waitFor();
    await page.close();
  });

  test("the speaker's view follows, leads, and has notes and the plan", async () => {
    const context = await browser().newContext({ viewport: room });
    const slides = await context.newPage();
    await slides.goto(`${site.url}/slides/04-errors`);
    await slides.locator(".reveal.ready").waitFor();
    const opening = context.waitForEvent("page");
    await slides.keyboard.press("s");
    const speaker = await opening;
    await speaker.waitForLoadState();
    await speaker.getByText("Slide 1: ").waitFor();

    await slides.keyboard.press("ArrowRight");
    await speaker.getByText("Slide 2: ").waitFor();
    await speaker.frameLocator("#now").locator("section.present h2").waitFor();
    await speaker.getByRole("button", { name: "On" }).click();

    await slides.waitForFunction("Reveal.getIndices().h === 2");
    await speaker.getByText("Slide 3: ").waitFor();
    const now = speaker.frameLocator("#now").locator("section.present");
    const next = speaker.frameLocator("#next").locator("section.present");
    const titles = readDeck(deckFile("04-errors") ?? "").slides;
    await now
      .and(
        speaker
          .frameLocator("#now")
          .locator(`[data-title="${titles[2]?.title}"]`),
      )
      .waitFor();
    expect(await next.getAttribute("data-title")).toBe(titles[3]?.title);
    expect(await speaker.locator("#planned").textContent()).toBe("3 to 5 min");
    expect(await speaker.locator("#elapsed").textContent()).toMatch(
      /^\d+:\d\d$/,
    );
    expect(await speaker.locator("#pace").textContent()).toMatch(
      /early|in time/,
    );
    await context.close();
  });

  describe("on paper", () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "workshop-paper-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test("the PDF has a page for each slide, and the notes are written", async () => {
      const pdf = join(folder, "slides.pdf");
      const notes = join(folder, "notes.pdf");

      const code = await runSlides(["4", "--pdf", pdf, "--notes", notes]);

      expect(code).toBe(0);
      expect(pagesOf(pdf)).toBe(slidesIn("04-errors"));
      expect(pagesOf(notes)).toBeGreaterThan(1);
    });

    test("a browser that is ended half-way leaves no profile", async () => {
      const TMPDIR = join(folder, "temporary");
      mkdirSync(TMPDIR);
      const child = startSlides(["--pdf", join(folder, "half.pdf")], {
        TMPDIR,
      });
      const ended = once(child, "close");
      const isOpen = () =>
        readdirSync(TMPDIR, { recursive: true }).some((name) =>
          /playwright_/.test(String(name)),
        );
      while (!isOpen()) await delay(10);

      child.kill("SIGINT");

      expect(await ended).toEqual([130, null]);
      expect(readdirSync(TMPDIR)).toEqual([]);
    });

    test("all decks make one PDF", async () => {
      const pdf = join(folder, "all.pdf");

      await runSlides(["--pdf", pdf]);

      const all = names.reduce((sum, name) => sum + slidesIn(name), 0);
      expect(pagesOf(pdf)).toBe(all);
    });
  });
});

test("without a browser, a PDF is refused in one line", async () => {
  const file = join(tmpdir(), "workshop-no-such.pdf");

  const code = await runSlides(["4", "--pdf", file], {
    BROWSER_PATH: join(tmpdir(), "no-such-browser"),
  });

  expect(code).toBe(1);
  expect(existsSync(file)).toBe(false);
});

async function shownSlide(page: Page): Promise<string> {
  const slide = page.locator("section.present");
  return (await slide.getAttribute("data-title")) ?? "";
}

/** Chromium counts a document's pages in the root of its page tree. */
function pagesOf(pdf: string): number {
  const text = readFileSync(pdf, "latin1");
  const counts = [...text.matchAll(/\/Count (\d+)/g)].map(([, n]) => Number(n));
  return Math.max(...counts);
}

async function runSlides(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number | null> {
  const [code] = await once(startSlides(words, env), "close");
  return code;
}

function startSlides(words: readonly string[], env: NodeJS.ProcessEnv) {
  return spawn(
    process.execPath,
    [join(root, "scripts/cli/start.js"), "slides", ...words],
    { env: { ...process.env, ...env }, stdio: "ignore" },
  );
}

// Proves that the decks show what is in the files, have notes and minutes that add up, and that a broken one is named.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { directoryName, steps } from "../../../steps/steps";
import {
  syntheticContrast,
  syntheticResults,
  syntheticRuns,
} from "../../bench/fixtures/synthetic";
import { keepResults } from "../../bench/results/results-file";
import { root } from "../../servers/host/paths";
import { deckFile, deckNames, parseDeck, readDeck } from "./deck";
import { deckProblems } from "./deck-problems";
import { renderDeck } from "./render-slide";

const names = deckNames();

describe.each(names)("slides/%s.md", (name) => {
  const deck = readDeck(deckFile(name) ?? "");

  test("has no problem", () => {
    expect(deckProblems(deck)).toEqual([]);
  });

  test("is a step's, or stands before or behind them all", () => {
    const folders = steps.map(directoryName);
    const isStep = folders.includes(name);
    expect(isStep || name < "01" || name > "98").toBe(true);
  });
});

test("every step has a deck", () => {
  expect(names).toEqual(expect.arrayContaining(steps.map(directoryName)));
});

/** A deck of step 4, of which everything but one slide is well. */
function deckWith(slide: string) {
  const text = `# Errors\n\nNotes:\nMinutes: 20\n\nWords.\n\n---\n\n${slide}

---

## Your turn

\`\`\`exercise
\`\`\`

Notes:
Minutes: 20

Words.
`;
  return parseDeck(text, join(root, "slides", "04-errors.md"));
}

const notes = "\n\nNotes:\nMinutes: 0\n\nWords.";

function problemsOf(slide: string): string[] {
  return deckProblems(deckWith(slide)).map((problem) =>
    problem.replace(/^slides\/04-errors\.md:\d+ (\(“A”\) )?/, ""),
  );
}

function block(info: string, text = ""): string {
  return `## A\n\n\`\`\`${info}\n${text}\`\`\`${notes}`;
}

const errors = "../steps/04-errors";
const nginx = "../steps/13-scale-out/nginx/express.conf.template";

describe("a slide is refused", () => {
  test.each([
    ["ts file=../nowhere.ts", "shows ../nowhere.ts, which is not"],
    ["ts file=../../outside.ts", "shows ../../outside.ts, which is not"],
    [
      `ts file=${errors}/app.ts from="nothing"`,
      "shows a part of steps/04-errors/app.ts: no statement begins with nothing",
    ],
    [
      `ts file=${errors}/app.ts`,
      expect.stringMatching(
        /^shows steps\/04-errors\/app\.ts, \d\d lines long; there is room for 17$/,
      ),
    ],
    [
      `ts file=${errors}/errors/to-http-error.ts from="export function"`,
      "shows steps/04-errors/errors/to-http-error.ts, 85 columns wide; there is room for 80",
    ],
    [
      `ts file=${errors}/errors/not-found.ts from="throw" focus="1-99"`,
      'looks at lines "1-99" of steps/04-errors/errors/not-found.ts, which shows 1 to 5',
    ],
    [
      `ts file=${errors}/errors/not-found.ts from="throw" lines="2-9"`,
      'shows lines "2-9" of a part of steps/04-errors/errors/not-found.ts that has 1 to 5',
    ],
    [
      `nginx file=${nginx} from="nothing"`,
      "shows a part of steps/13-scale-out/nginx/express.conf.template: no line begins with nothing",
    ],
    ["ts", "is of no file"],
    [
      `console lesson=${errors}/README.md from="rm"`,
      `is no command of ${errors}/README.md: rm`,
    ],
    [
      `console lesson=${errors}/README.md from="curl"`,
      expect.stringMatching(
        /^is one of \d+ commands of .*README\.md: say nth=$/,
      ),
    ],
    ["console", "has no command"],
    [
      "changes file=src/nothing.ts",
      "compares src/nothing.ts: step 3 has no such file",
    ],
    ["changes from=99", "has no two steps to compare"],
    ["results step=99", "has results of no step"],
    [
      "results workload=nothing",
      "has results of nothing, on which step 4 is not measured",
    ],
  ])("with ```%s", (info, problem) => {
    expect(problemsOf(block(info))).toEqual([problem]);
  });

  test.each([
    [
      "code pasted into it",
      block(`ts file=${errors}/app.ts`, "app.use(x);\n"),
      [`has ${errors}/app.ts pasted into it`],
    ],
    [
      "output of no lesson",
      block("console", "$ ls\nfile\n"),
      ["shows output of no lesson"],
    ],
    ["no notes", "## A\n\nText.", ["has no notes", "does not say its minutes"]],
    ["no title", `Text.${notes}`, ["has no title"]],
    ["HTML", `## A\n\n<b>Text</b>${notes}`, ["has HTML in it"]],
    [
      "a command that is no script",
      `## A${notes}\n\nDemo: \`npm run nothing\``,
      [expect.stringContaining("names npm run nothing, which is no script")],
    ],
  ])("with %s", (_what, slide, problems) => {
    expect(problemsOf(slide)).toEqual(problems);
  });

  test("with minutes that steps.ts has not", () => {
    const slide = "## A\n\nNotes:\nMinutes: 2.5\n\nWords.";
    expect(deckProblems(deckWith(slide))).toEqual([
      "slides/04-errors.md plans 22.5 minutes for the lesson; steps.ts has 20",
    ]);
  });
});

test("the code on a slide is the file's, line for line", () => {
  const slide = block(`ts file=${errors}/errors/not-found.ts from="throw"`);
  const [, shown] = renderDeck(deckWith(slide));
  const text = shown?.html
    .replace(/^.*<pre>/s, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .trim();

  const file = readFileSync(
    join(root, "steps/04-errors/errors/not-found.ts"),
    "utf8",
  );
  expect(file).toContain(text?.split("\n")[1]?.trim());
  expect(text).toMatch(/^throw new HttpError\([\s\S]*\);$/);
});

test("what changed is a list of files, or a patch without imports", () => {
  const list = renderDeck(deckWith(block("changes")))[1]?.html;
  const patch = renderDeck(deckWith(block("changes file=src/app.ts")))[1]?.html;

  expect(list).toContain('<li class="added"><code>errors/error-handler.ts');
  expect(patch).toContain('<span class="line ins">');
  expect(patch).toContain("notFound");
  expect(patch).not.toMatch(/errors\/not-found/);
});

describe("results on a slide", () => {
  let state: string;
  const before = process.env.WORKSHOP_STATE;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), "workshop-slides-"));
    process.env.WORKSHOP_STATE = state;
  });
  afterEach(() => {
    rmSync(state, { recursive: true, force: true });
    if (before === undefined) delete process.env.WORKSHOP_STATE;
    else process.env.WORKSHOP_STATE = before;
  });

  const shown = () =>
    renderDeck(deckWith(block("results step=4 workload=list")))[1]?.html;

  function keep(complete: boolean): void {
    const runs = syntheticRuns(6, 1, { ratio: 1.5 });
    const sides = { step: 4, workload: "list", a: "step 3", b: "step 4" };
    const contrast = { ...syntheticContrast(runs), ...sides };
    keepResults({ ...syntheticResults([contrast]), complete });
  }

  test("are this machine's own, and say so, where it has measured", () => {
    keep(true);

    expect(shown()).toContain("Measured on this machine, 2026-01-01 00:00 UTC");
    expect(shown()).toContain("step 3: ");
  });

  test("are of the newest run about the step, and no damaged file matters", () => {
    keep(true);
    writeFileSync(join(state, "results", "2027-01-01T00-00-00Z.json"), "{");

    expect(shown()).toContain("Measured on this machine, 2026-01-01");
  });

  test("are not those of a run that was ended early", () => {
    keep(false);

    expect(shown()).not.toContain("Measured on this machine");
  });
});

test("a rule inside of a block parts no slides", () => {
  const deck = parseDeck("## A\n\n```yaml\n---\n```\n\n---\n\n## B", "x.md");

  expect(deck.slides.map(({ title, line }) => [title, line])).toEqual([
    ["A", 1],
    ["B", 9],
  ]);
});

// Proves how a comparison reads in a terminal without colours.
import { describe, expect, test } from "@jest/globals";
import { compare } from "../../eject/compare";
import { patches, summary, totals } from "./comparison";

const plain = (text: string) => text;
const colours = {
  bold: plain,
  dim: plain,
  red: plain,
  green: plain,
  yellow: plain,
  cyan: plain,
};
const lines = (count: number, ...more: string[]) =>
  [...Array(count).keys(), ...more].map((line) => `${line}\n`).join("");
const file = (path: string, step: string, text: string) => ({
  path: `src/${path}`,
  origin: `steps/${step}/${path}`,
  text,
});
const changes = compare(
  [
    file("app.ts", "03-middleware", lines(9)),
    file("gone.ts", "01-naive", lines(1)),
    file("users/users.ts", "02-event-loop", lines(3)),
  ],
  [
    file("app.ts", "04-errors", lines(9, "new")),
    file("errors/handler.ts", "04-errors", lines(12)),
    file("users/users.ts", "02-event-loop", lines(3)),
  ],
);

describe("summary", () => {
  test("aligns path, status, lines and origin", () => {
    expect(summary(changes, colours)).toBe(
      `
src/app.ts             changed     +1       steps/03-middleware → steps/04-errors
src/errors/handler.ts  new        +12       steps/04-errors
src/gone.ts            removed          -1  steps/01-naive
src/users/users.ts     same                 steps/02-event-loop`.slice(1),
    );
  });
});

test("totals counts in words, and leaves out what there is none of", () => {
  expect(totals(changes)).toBe("1 new, 1 changed, 1 removed, 1 same");
});

describe("patches", () => {
  test("shows every file that differs, and no other", () => {
    const text = patches(changes, colours);

    expect(text.match(/^\+\+\+ .*/gm)).toEqual([
      "+++ src/app.ts\tsteps/04-errors/app.ts",
      "+++ src/errors/handler.ts\tsteps/04-errors/errors/handler.ts",
      "+++ /dev/null",
    ]);
  });

  test("colours by what a line is, headers apart", () => {
    const marking = {
      ...colours,
      bold: (text: string) => `<b>${text}`,
      green: (text: string) => `<g>${text}`,
    };

    expect(patches(changes, marking).split("\n")).toEqual(
      expect.arrayContaining([
        "<b>--- src/app.ts\tsteps/03-middleware/app.ts",
        "<g>+new",
        " 8",
      ]),
    );
  });
});

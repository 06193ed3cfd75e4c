// Proves who counts as overdue, by a clock that the test turns.
import { expect, test } from "@jest/globals";
import { Deadlines } from "./deadlines";

function newDeadlines() {
  const clock = { now: 0 };
  const deadlines = new Deadlines<string>({
    checkMs: 100,
    now: () => clock.now,
  });
  /** Asks every 100 ms until then; what the last question came to. */
  const askUntil = (time: number): string[] => {
    let overdue: string[] = [];
    while (clock.now < time) {
      clock.now += 100;
      overdue = deadlines.overdue();
    }
    return overdue;
  };
  return { deadlines, clock, askUntil };
}

test("nobody is overdue within the time", () => {
  const { deadlines, askUntil } = newDeadlines();
  deadlines.extend("ada", 1000);

  expect(askUntil(1000)).toEqual([]);
});

test("whoever is silent for longer is overdue, and no other", () => {
  const { deadlines, askUntil } = newDeadlines();
  deadlines.extend("ada", 1000);
  deadlines.extend("bob", 1000);
  askUntil(900);
  deadlines.extend("bob", 1000);

  expect(askUntil(1100)).toEqual(["ada"]);
});

test("a sign of life gives the whole time again, and not more", () => {
  const { deadlines, askUntil } = newDeadlines();
  deadlines.extend("ada", 1000);
  askUntil(500);
  deadlines.extend("ada", 1000);

  expect(askUntil(1500)).toEqual([]);
  expect(askUntil(1600)).toEqual(["ada"]);
});

test("whoever is forgotten is never overdue", () => {
  const { deadlines, askUntil } = newDeadlines();
  deadlines.extend("ada", 1000);
  deadlines.forget("ada");

  expect(askUntil(5000)).toEqual([]);
});

test("time in which nobody asked does not count", () => {
  const { deadlines, clock, askUntil } = newDeadlines();
  deadlines.extend("ada", 1000);
  askUntil(500);

  clock.now += 60_000;

  expect(deadlines.overdue()).toEqual([]);
  // Of the minute, 100 ms count, as between any two questions.
  expect(askUntil(clock.now + 400)).toEqual([]);
  expect(askUntil(clock.now + 100)).toEqual(["ada"]);
});

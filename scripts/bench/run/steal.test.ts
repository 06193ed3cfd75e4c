// Proves how stolen time is read, and that its absence is no zero.
import { expect, test } from "@jest/globals";
import { watchSteal } from "./steal";

const stat = (idle: number, steal: number): string =>
  `cpu  100 0 50 ${idle} 0 0 0 ${steal} 7 0\ncpu0 1 2 3\nintr 9\n`;

/** Gives one text after the other. */
function reading(...texts: string[]): () => string {
  return () => texts.shift() ?? "";
}

test("is the share of the time between two readings", () => {
  const steal = watchSteal(reading(stat(1000, 10), stat(1075, 35)));
  expect(steal()).toBe(0.25);
});

test("is unknown where the system does not say", () => {
  expect(watchSteal(() => "")()).toBeNull();
});

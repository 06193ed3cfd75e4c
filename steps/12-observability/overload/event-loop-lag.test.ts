// Proves which delays of the event loop count as lag: a standing queue, not a passing pause.
import { expect, test } from "@jest/globals";
import { EventLoopLag } from "./event-loop-lag";

function lagAfter(samples: number[]): number {
  const lag = new EventLoopLag();
  for (const sample of samples) lag.add(sample);
  return lag.ms;
}

test.each([
  ["nothing, before there are enough samples", [300, 300, 300], 0],
  ["nothing, for one long pause", [0, 0, 900, 0, 0], 0],
  ["the least of it, where it stays", [0, 150, 120, 300, 140, 130], 120],
  ["nothing, once it is over", [150, 120, 300, 140, 130, -1], 0],
])("a standing lag is %s", (_what, samples, ms) => {
  expect(lagAfter(samples)).toBe(ms);
});

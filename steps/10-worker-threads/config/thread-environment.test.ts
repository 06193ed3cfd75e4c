// Proves how many threads a worker gets.
import { describe, expect, test } from "@jest/globals";
import { threadsEach } from "./thread-environment";

describe("threads of each worker", () => {
  test.each([
    [1, 4, 4],
    [2, 4, 2],
    [3, 4, 1],
    [4, 4, 1],
  ])("with %d workers on %d cores: %d", (workers, cores, threads) => {
    expect(threadsEach(workers, cores)).toBe(threads);
  });

  test("one at least, where there are more workers than cores", () => {
    expect(threadsEach(8, 2)).toBe(1);
  });
});

// Proves that a deadline ends the waiting, and that nothing is left of one that was met.
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { withDeadline } from "./deadline";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const never = new Promise<never>(() => {});

test("a promise that is in time comes to what it comes to, and leaves no timer", async () => {
  expect(await withDeadline(1000, Promise.resolve("done"))).toBe("done");
  expect(jest.getTimerCount()).toBe(0);
});

test("a promise that fails in time fails, and leaves no timer", async () => {
  const failing = Promise.reject(new Error("no"));

  await expect(withDeadline(1000, failing)).rejects.toThrow("no");
  expect(jest.getTimerCount()).toBe(0);
});

test('a promise that is not in time comes to "late"', async () => {
  const waiting = withDeadline(1000, never);

  jest.advanceTimersByTime(1000);

  expect(await waiting).toBe("late");
});

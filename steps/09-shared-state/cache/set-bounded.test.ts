// Proves which entry is forgotten.
import { expect, test } from "@jest/globals";
import { setBounded } from "./set-bounded";

function keysAfter(...set: string[]): string[] {
  const map = new Map<string, string>();
  for (const key of set) setBounded(map, [key, key], 2);
  return [...map.keys()];
}

test("as many as there may be are kept", () => {
  expect(keysAfter("a", "b")).toEqual(["a", "b"]);
});

test("the one that was set the longest ago is forgotten", () => {
  expect(keysAfter("a", "b", "c")).toEqual(["b", "c"]);
});

test("one that is set again is as new as any", () => {
  expect(keysAfter("a", "b", "a", "c")).toEqual(["a", "c"]);
});

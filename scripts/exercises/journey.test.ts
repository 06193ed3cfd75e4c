// Proves which next thing to do is named.
import { describe, expect, test } from "@jest/globals";
import { steps } from "../../steps/steps";
import { nextThing, type Stage } from "./journey";

type State = Stage["exercise"]["state"];

function stages(...states: State[]): Stage[] {
  return steps.slice(0, states.length).map((step, index) => ({
    step,
    lesson: null,
    exercise: {
      state: states[index] ?? "untouched",
      passedAt: null,
      hints: 0,
    },
  }));
}

describe("the next thing to do", () => {
  test.each<[string, State[], string]>([
    ["is the first step", ["untouched", "untouched"], "npm run step 1"],
    ["is what was begun", ["passed", "started"], "npm run check 2"],
    [
      "is what was begun, wherever that is",
      ["untouched", "untouched", "started"],
      "npm run check 3",
    ],
    [
      "comes after what passed",
      ["untouched", "passed", "untouched"],
      "npm run step 3",
    ],
    ["is what was left out", ["untouched", "passed"], "npm run step 1"],
    ["is to look back", ["passed", "passed"], "npm run diff 1 2"],
  ])("%s: %j", (_what, states, command) => {
    expect(nextThing(stages(...states)).command).toBe(command);
  });
});

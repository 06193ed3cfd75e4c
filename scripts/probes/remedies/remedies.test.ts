// Proves that each fault has its reason and its remedy, and that both read as sentences.
import { describe, expect, test } from "@jest/globals";
import { steps } from "../../../steps/steps";
import { faults } from "../catalogue";
import { remedies } from "./remedies";
import { reasonFor, reasonsOf } from "./remedy";

describe("a remedy", () => {
  test.each(Object.entries(remedies))(
    "of %s is of a fault, and says why and what to change in two lines",
    (name, remedy) => {
      const fault = faults.find((each) => each.name === name);
      const numbers = steps.map(({ number }) => number);
      const sentences = [...Object.values(reasonsOf(remedy)), remedy.change];

      expect(fault).toBeDefined();
      expect(numbers).toContain(remedy.lesson ?? fault?.survivedSince);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/[.)]$/);
        expect(sentence.length).toBeLessThan(320);
      }
    },
  );

  test("has a reason for every way to fall", () => {
    for (const remedy of Object.values(remedies)) {
      expect(reasonFor(remedy, "lost data")).not.toBe("");
    }
  });
});

// Proves that each fault has its reason and its remedy, and that both read as sentences.
import { describe, expect, test } from "@jest/globals";
import { steps } from "../../../steps/steps";
import { faults } from "../catalogue";
import { remedies } from "./remedies";
import { explain, reasonsOf } from "./remedy";

test.each(faults.map(({ name }) => name))(
  "%s has a remedy: why servers fall by it, and what to change",
  (name) => {
    expect(Object.keys(remedies)).toContain(name);
  },
);

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
      const { why } = explain(remedy, { how: "lost data", observed: "" });
      expect(why).not.toBe("");
    }
  });

  test("says of a crash that it was one only where the process ended", () => {
    const { "wrong-types": remedy } = remedies;
    if (!remedy) throw new Error("that fault has a remedy");
    const of = (observed: string) =>
      explain(remedy, { how: "crashed", observed });

    expect(of("no answer; and is gone").why).toMatch(/^An error that nothing/);
    expect(of("no answer").why).toMatch(/^The connection was cut/);
    expect(of("no answer").change).toMatch(
      /^Catch it: .* Then: Parse the body/,
    );
  });
});

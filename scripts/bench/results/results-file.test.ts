// Proves that results survive the way to a file and back, and broken ones not.
import { describe, expect, test } from "@jest/globals";
import { readEnvironment } from "../../servers/host/environment";
import { syntheticContrast, syntheticRuns } from "../fixtures/synthetic";
import { ResultsFile } from "./results-file";

const results: ResultsFile = {
  version: 1,
  command: "npm run bench 2",
  startedAt: "2026-01-01T00:00:00.000Z",
  finishedAt: "2026-01-01T00:01:00.000Z",
  announced: 60,
  complete: true,
  mode: "quick",
  seed: 1,
  confidence: 0.99,
  environment: readEnvironment(),
  contrasts: [syntheticContrast(syntheticRuns(2, 1, {}))],
};

describe("ResultsFile", () => {
  test("reads what it wrote", () => {
    const copy: unknown = JSON.parse(JSON.stringify(results));
    expect(ResultsFile.parse(copy)).toEqual(results);
  });

  test("reads no other version", () => {
    expect(() => ResultsFile.parse({ ...results, version: 2 })).toThrow();
  });

  test("reads no sample whose ledger does not balance", () => {
    const text = JSON.stringify(results);
    const cooked: unknown = JSON.parse(text.replace('"ok":100', '"ok":101'));
    expect(() => ResultsFile.parse(cooked)).toThrow("does not balance");
  });
});

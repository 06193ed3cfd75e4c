// Proves that tracing costs nothing where it is off.
import { expect, test } from "@jest/globals";
import { tracing } from "./tracing";

test("without a collector, OpenTelemetry is not even loaded", () => {
  const loaded = Object.keys(require.cache);

  expect(tracing).toBeUndefined();
  expect(loaded.some((file) => /[\\/]tracing\.ts$/.test(file))).toBe(true);
  expect(loaded.filter((file) => /opentelemetry|open-/.test(file))).toEqual([]);
});

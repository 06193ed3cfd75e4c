// Proves which errors of the system are put into one line, and what they name.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  describeLack,
  describeSystemError,
  isSystemError,
} from "./system-error";

const full = Object.assign(
  new Error("ENOSPC: no space left on device, write"),
  {
    code: "ENOSPC",
    syscall: "write",
  },
);

describe("an error of the system", () => {
  test("that is a lack of the machine is one line", () => {
    expect(describeLack({ ...full, path: "/state/a.json" })).toBe(
      "The disk is full: /state/a.json (ENOSPC).",
    );
    expect(describeLack(new Error("a bug"))).toBeUndefined();
    expect(describeLack({ ...full, code: "ENOENT" })).toBeUndefined();
  });

  test("of a copy names where it should have gone", () => {
    const target = join(__dirname, "nowhere", "copy");
    try {
      copyFileSync(__filename, target);
    } catch (error) {
      expect(isSystemError(error) && describeSystemError(error)).toBe(
        `${target} (ENOENT)`,
      );
    }
    expect.assertions(1);
  });
});

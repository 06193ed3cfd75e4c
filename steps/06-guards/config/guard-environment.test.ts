// Proves which secrets a server starts with.
import { describe, expect, test } from "@jest/globals";
import { GuardEnvironment } from "./guard-environment";

const JWT_SECRET = "a secret of more than thirty-two characters";

describe("the key", () => {
  test.each(["workshop-key", "a key ~ with signs"])("may be %j", (API_KEY) => {
    const { success } = GuardEnvironment.safeParse({ API_KEY, JWT_SECRET });

    expect(success).toBe(true);
  });

  test.each(["short", "clé-de-l-atelier", "two\nlines of it"])(
    "may not be %j",
    (API_KEY) => {
      const { error } = GuardEnvironment.safeParse({ API_KEY, JWT_SECRET });

      expect(error?.issues.map(({ path }) => path)).toEqual([["API_KEY"]]);
    },
  );
});

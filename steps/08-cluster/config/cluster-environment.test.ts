// Proves that all processes together keep to the number of connections that was given.
import { describe, expect, test } from "@jest/globals";
import { ClusterEnvironment, connectionsEach } from "./cluster-environment";

const required = {
  API_KEY: "a-key-of-some-length",
  JWT_SECRET: "s".repeat(32),
  DATABASE_URL: "postgres://localhost/app",
};

function parse(WORKERS: string, DATABASE_CONNECTIONS?: string) {
  const given = { ...required, WORKERS };
  return ClusterEnvironment.safeParse(
    DATABASE_CONNECTIONS ? { ...given, DATABASE_CONNECTIONS } : given,
  );
}

describe("the connections of a worker", () => {
  test.each([
    [1, 4, 2],
    [2, 6, 2],
    [3, 8, 2],
    [3, 11, 2],
    [4, 20, 4],
  ])(
    "%i workers and one process more share %i: %i each",
    (workers, all, each) => {
      const env = parse(String(workers), String(all)).data;

      expect(env && connectionsEach(env)).toBe(each);
      expect((workers + 1) * each).toBeLessThanOrEqual(all);
    },
  );

  test.each([
    [1, 5],
    [2, 4],
    [64, 4],
  ])("are enough for %i workers unless a number is given", (workers, each) => {
    const env = parse(String(workers)).data;

    expect(env && connectionsEach(env)).toBe(each);
  });

  test("cannot be fewer than two: the server says what it needs", () => {
    const { success, error } = parse("3", "7");

    expect(success).toBe(false);
    expect(error?.issues).toEqual([
      expect.objectContaining({
        path: ["DATABASE_CONNECTIONS"],
        message: "Too small: 3 workers need 8 or more",
      }),
    ]);
  });
});

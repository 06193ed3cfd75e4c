// Proves that an exercise's tests have the services for which they ask.
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { checkExercise } from "./check-exercise";
import type { Exercise } from "./exercise";
import { findingsOf } from "./explain-check";

function exercise(answer: number): Exercise {
  const folder = writeTree({
    "answer.ts": `// The answer.\nexport const answer = ${answer};`,
    "answer.test.ts": `
/**
 * What the database makes of the answer.
 * @jest-environment ./scripts/servers/services/jest/with-postgres.ts
 */
import { expect, test } from "@jest/globals";
import { Client } from "pg";
import { answer } from "./answer";

test("is right", async () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query("SELECT $1::int AS answer", [answer]);
  expect(rows).toEqual([{ answer: 42 }]);
  await client.end();
});
`,
  });
  const name = "07-answer";
  return { number: 7, name, folder, solution: folder, title: "Answer" };
}

describe("a test that asks for a database", () => {
  const check = (answer: number) =>
    checkExercise(exercise(answer), { kind: "yours" });

  test("has one", async () => {
    const { passed, tests } = await check(42);

    expect({ passed, tests: tests.length }).toEqual({ passed: true, tests: 1 });
  });

  test("may fail, and leave its connection open", async () => {
    const failed = await check(41);

    expect(failed.passed).toBe(false);
    expect(findingsOf(failed)[0]?.name).toBe("is right");
  });

  test("is told in one line that there is none", async () => {
    process.env.DATABASE_URL = "postgres://me@127.0.0.1:1/nowhere";
    try {
      const failed = await check(42);

      expect(findingsOf(failed)[0]?.message).toContain(
        "PostgreSQL cannot be used, at 127.0.0.1:1/nowhere",
      );
    } finally {
      delete process.env.DATABASE_URL;
    }
  });
});

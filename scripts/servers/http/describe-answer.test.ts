// Proves that leaks and broken problem details are told from sound answers.
import { describe, expect, test } from "@jest/globals";
import { describeAnswer } from "./describe-answer";

function answered(status: number, type: string, text: string) {
  const headers = { "content-type": type, "x-request-id": "r1" };
  return describeAnswer({ status, headers, text });
}

const problem = {
  type: "about:blank",
  title: "Not Found",
  status: 404,
  detail: "There is no such user.",
  code: "user_not_found",
  requestId: "r1",
};
const problemType = "application/problem+json; charset=utf-8";

describe("an answer is described", () => {
  test.each([
    [200, "application/json; charset=utf-8", "[]", "200 json"],
    [404, "text/html; charset=utf-8", "no such user", "404 html"],
    [404, problemType, JSON.stringify(problem), "404 problem user_not_found"],
  ])("by its status and its kind: %i %s", (status, type, text, words) => {
    expect(answered(status, type, text)).toBe(words);
  });

  test.each([
    "Error: x\n    at Object.&lt;anonymous&gt; (/app/server.ts:3:9)",
    "<pre>Error: x<br> &nbsp; &nbsp;at /app/node_modules/router/index.js:9:1",
    "Error: x\n    at node:internal/main/run_main_module:28:49",
  ])("as leaking where it holds a stack: %s", (stack) => {
    expect(answered(500, "text/html", stack)).toBe(
      "500 html with a stack trace",
    );
  });

  test("as broken where problem details lack a member", () => {
    const { code, ...rest } = problem;

    expect(answered(404, problemType, JSON.stringify(rest))).toMatch(/broken/);
  });

  test("as broken where they name another request", () => {
    const other = JSON.stringify({ ...problem, requestId: "r2" });

    expect(answered(404, problemType, other)).toMatch(/broken/);
  });

  test("as none where the connection ended first", () => {
    expect(describeAnswer(undefined)).toBe("no answer");
  });
});

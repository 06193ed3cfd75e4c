// Proves which curl commands of a console must end the line themselves.
import { expect, test } from "@jest/globals";
import { curlProblems } from "./curl-problems";
import { parseLesson } from "./read-lesson";

/** The lines that are named, of a console with these. */
function named(...console: string[]): string[] {
  const text = ["```console", ...console, "```"].join("\n");
  return curlProblems(parseLesson(text, "/lesson.md")).map(
    (problem) => /:(\d+) /.exec(problem)?.[1] ?? problem,
  );
}

test.each([
  ["to the terminal", "$ curl http://localhost:3000/users"],
  ["with headers", '$ curl -i -H "Accept: a/b" http://localhost:3000/users'],
  ["in two lines", "$ curl http://localhost:3000/users \\\n  -d 'a=1'"],
  ["to standard error", "$ curl http://localhost:3000/users >&2 && ls"],
  ["of the second of two", "$ curl -s a | wc -l; curl -s b"],
  ["with other text behind", "$ curl -w '%{http_code}' a"],
])("a body %s needs a newline", (_, command) => {
  expect(named("$ ls", "a", command)).toEqual(["4"]);
});

test.each([
  ["that ends the line", "$ curl -w '\\n' http://localhost:3000/users"],
  ["that tells the status in a line", "$ curl -w '%{http_code}\\n' -i a"],
  ["into a file", "$ curl -s -o /dev/null http://localhost:3000/users"],
  ["into a pipe", "$ curl -s a \\\n  -H 'b: c' | wc -l"],
  ["into a variable", "$ token=$(curl -s a) && ls"],
  ["that fails", "$ curl a\ncurl: (52) Empty reply from server"],
  ["that is only spoken of", '$ grep "curl: it" log'],
])("a curl %s needs none", (_, command) => {
  expect(named(command)).toEqual([]);
});

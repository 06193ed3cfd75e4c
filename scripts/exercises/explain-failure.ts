// Puts what Jest says of a failed test into a few plain lines.
import { stripVTControlCharacters } from "node:util";
import type { MatcherFailure } from "./test-events";

const longestLine = 160;

/**
 * The lines that say what was expected and what happened, without stacks:
 * what the matcher said that failed, or the message of another error.
 */
export function explainFailure(
  message: string,
  matcher?: MatcherFailure,
): string[] {
  const lines = matcher ? explainMatcher(matcher) : explainThrown(message);
  return lines
    .map((line) => shorten(line.trimEnd()))
    .filter((line, index, lines) => line !== "" || lines[index - 1] !== "");
}

function explainThrown(message: string): string[] {
  const text = withoutStack(stripVTControlCharacters(message)).trim();
  return explainTimeout(text) ?? [...explainError(text), ...causeIn(message)];
}

/** The place to look is found elsewhere; `toThrow` quotes a stack as well. */
function withoutStack(message: string): string {
  const lines = message.split("\n");
  const end = lines.findIndex((line) => /^\s+at .+:\d+:\d+\)?$/.test(line));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => !/^\s*(?:>\s*)?\d* \|/.test(line))
    .join("\n");
}

function explainTimeout(text: string): string[] | undefined {
  const limit = /Exceeded timeout of (\d+) ms for a (\w+)/.exec(text);
  if (!limit) return undefined;
  const what = limit[2] === "hook" ? "What prepares the test" : "It";
  return [
    `${what} did not end within ${Number(limit[1]) / 1000} s.`,
    "Is there a promise that never settles, or a request without an answer?",
  ];
}

/** `expect(received).toBe(expected) // …`, and what follows it. */
function explainMatcher({ message, pass }: MatcherFailure): string[] {
  const text = withoutStack(stripVTControlCharacters(message));
  const [call = "", ...rest] = text.split("\n");
  const lines = trimBlank(withoutFirstGap(rest.map(relabel)));
  const name = /\.(\w+)\([^.]*$/.exec(call)?.[1];
  const expected = implied(name, pass);
  const saysExpected = lines.some((line) =>
    /^(?:Expected|- [Ee]xp)/.test(line),
  );
  return expected && !saysExpected
    ? [`Expected: ${expected}`, ...lines]
    : lines;
}

/** Jest counts the lines of a difference; what the signs mean is enough. */
function relabel(line: string): string {
  if (/^- Expected +- +\d+$/.test(line)) return "- expected";
  if (/^\+ Received +\+ +\d+$/.test(line)) return "+ received";
  return /^@@ .* @@$/.test(line) ? "…" : line;
}

/** Where a difference begins needs no mark; where it goes on does. */
function withoutFirstGap(lines: string[]): string[] {
  const first = lines.indexOf("…");
  return lines.filter((_, index) => index !== first);
}

const impliedByMatcher: Readonly<Record<string, string>> = {
  toBeDefined: "undefined",
  toBeFalsy: "a falsy value",
  toBeNaN: "NaN",
  toBeNull: "null",
  toBeTruthy: "a truthy value",
  toBeUndefined: "undefined",
};

/** What a matcher without an argument expects: Jest leaves it to its name. */
function implied(matcher = "", isNegated: boolean): string | undefined {
  const value = impliedByMatcher[matcher];
  const negated = isNegated !== (matcher === "toBeDefined");
  return value && (negated ? `not ${value}` : value);
}

function explainError(text: string): string[] {
  const compared = /^Error: expected (.+), got (.+)$/s.exec(text);
  if (compared) {
    return [`Expected: ${compared[1]}`, `Received: ${compared[2]}`];
  }
  const [first = "", ...rest] = text.split("\n");
  const thrown = /^Error: thrown: (.*)$/.exec(first);
  if (thrown) return [`It threw ${thrown[1]}`, ...rest];
  // The call of an import, as the compiler writes it.
  const call = /\(0 , \w+\.(\w+)\) is not a function/.exec(first);
  if (call) return [`${call[1]} is not a function: is it exported?`];
  // The tooling's own words need no introduction.
  const plain = first.replace(/^(?:UserError|ServerStartError): /, "");
  return plain === first ? [`It threw ${first}`, ...rest] : [plain, ...rest];
}

/** What `fetch failed` leaves to its cause: "other side closed". */
function causeIn(message: string): string[] {
  const cause = /^\[cause\]: (?!Error: thrown:)(.+)$/m.exec(message)?.[1];
  return cause === undefined ? [] : [`Caused by ${cause}`];
}

function trimBlank(lines: string[]): string[] {
  return lines.join("\n").trim().split("\n");
}

function shorten(line: string): string {
  if (line.length <= longestLine || !/^(?:\w+ed\b|[-+ ] )/.test(line))
    return line;
  return `${line.slice(0, longestLine)}… (${line.length} characters)`;
}

// A Jest reporter that prints nothing: it sends each event to the parent.
const { join, sep } = require("node:path");

class ForwardingReporter {
  constructor(_globalConfig, { ownFolders }) {
    const folders = ownFolders.map((folder) => folder + sep);
    this.sources = [...folders, join(__dirname, "start-exercise-server.ts")];
  }

  onTestFileStart() {
    process.send({ event: "file" });
  }

  onTestCaseStart(_test, { ancestorTitles, title }) {
    process.send({ event: "start", name: nameOf(ancestorTitles, title) });
  }

  onTestCaseResult(_test, result) {
    process.send({ event: "test", test: outcome(result) });
  }

  onTestFileResult(_test, { console = [], testExecError, ...result }) {
    process.send({
      event: "result",
      // A hook that fails after its test changes what was reported before.
      tests: result.testResults.map(outcome),
      // Of a file that could not be loaded at all.
      error: describeError(testExecError),
      printed: console.filter(this.isOwn, this).map(({ message }) => message),
    });
  }

  /** Whether the exercise, or its server, has written it: no step's logs. */
  isOwn({ origin }) {
    return this.sources.some((source) => origin.includes(source));
  }
}

function outcome(result) {
  const { ancestorTitles, title, status, duration } = result;
  const { failureDetails, failureMessages } = result;
  return {
    name: nameOf(ancestorTitles, title),
    status: status === "passed" || status === "failed" ? status : "skipped",
    ...(status === "failed" && { message: failureMessages[0] }),
    ...(status === "failed" && matcherOf(failureDetails?.[0])),
    ms: Math.round(duration ?? 0),
  };
}

/** What a matcher of Jest's said, in what passes from process to process. */
function matcherOf(error) {
  const { message, pass } = error?.matcherResult ?? misuse(error) ?? {};
  if (message === undefined) return undefined;
  return { matcher: { message, pass: pass === true } };
}

/** A matcher that can do nothing with what it received throws a plain error. */
function misuse(error) {
  const message = String(error?.message ?? "");
  return /^expect\(/.test(message) ? { message, pass: false } : undefined;
}

function nameOf(ancestorTitles, title) {
  return [...ancestorTitles, title].join(" › ");
}

/** A module may throw anything, as in `throw 3`. */
function describeError(error) {
  if (error === undefined || error === null) return undefined;
  return error.stack || error.message || `Error: thrown: ${String(error)}`;
}

module.exports = ForwardingReporter;
module.exports.matcherOf = matcherOf;

// A Jest reporter that prints nothing: it sends each event to the parent.
const { join, sep } = require("node:path");

module.exports = class ForwardingReporter {
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
};

function outcome({ ancestorTitles, title, status, failureMessages, duration }) {
  return {
    name: nameOf(ancestorTitles, title),
    status: status === "passed" || status === "failed" ? status : "skipped",
    ...(status === "failed" && { message: failureMessages[0] }),
    ms: Math.round(duration ?? 0),
  };
}

function nameOf(ancestorTitles, title) {
  return [...ancestorTitles, title].join(" › ");
}

/** A module may throw anything, as in `throw 3`. */
function describeError(error) {
  if (error === undefined || error === null) return undefined;
  return error.stack || error.message || `Error: thrown: ${String(error)}`;
}

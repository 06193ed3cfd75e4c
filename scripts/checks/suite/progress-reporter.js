// Says what is running, how far the run has come, and how much is left.
const { relative } = require("node:path");
const { run, secondsOf } = require("./durations");

const EVERY_MS = 10_000;

module.exports = class ProgressReporter {
  #running = new Map();
  #filesDone = 0;
  /** Of the run's estimated seconds. */
  #secondsDone = 0;
  #startedAt = performance.now();
  #saidAt = this.#startedAt;

  onTestFileStart(test) {
    this.#running.set(test.path + nameOf(test), nameOf(test));
  }

  onTestFileResult(test, _result, { numTotalTestSuites }) {
    this.#running.delete(test.path + nameOf(test));
    this.#filesDone += 1;
    this.#secondsDone += secondsOf(test);
    const now = performance.now();
    if (now - this.#saidAt < EVERY_MS) return;
    this.#saidAt = now;
    const elapsed = (now - this.#startedAt) / 1000;
    const left = run.seconds - this.#secondsDone;
    const running = [...this.#running.values()].join(", ");
    process.stderr.write(
      `${this.#filesDone} of ${numTotalTestSuites} files in ${minutes(elapsed)}, about ${minutes((elapsed * left) / this.#secondsDone)} left; running: ${running || "none"}\n`,
    );
  }
};

/** The project of a large file, the path of any other. */
function nameOf({ context: { config }, path }) {
  const project = config.displayName?.name ?? "";
  const isWhole = /^(probes|lessons)/.test(project);
  return isWhole ? project : relative(config.rootDir, path);
}

function minutes(seconds) {
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest} min`;
}

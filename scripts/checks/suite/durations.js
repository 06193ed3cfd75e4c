// How long a test file takes, roughly: what it took last time here, or what its project usually takes.

/** Seconds on two idle cores; what is not named takes a few. */
const usual = [
  [/^probes 1[123]/, 70],
  [/^probes (09|10)/, 50],
  [/^probes 0[78]/, 40],
  [/^probes/, 20],
  [/^lessons/, 120],
  [/^browser/, 40],
  [/^process/, 5],
];
const exercises = 90;

/** @returns seconds, as an estimate */
function secondsOf({ duration, context, path }) {
  if (duration !== undefined) return duration / 1000;
  if (/checks.exercises-[^/\\]*$/.test(path)) return exercises;
  const project = context.config.displayName?.name ?? "";
  return usual.find(([name]) => name.test(project))?.[1] ?? 1;
}

/** Of the whole run, as the sequencer has seen it. */
const run = { seconds: 0 };

module.exports = { run, secondsOf };

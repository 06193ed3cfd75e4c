// Starts what takes longest first, so that no worker is left alone with it at the end.
const { default: Sequencer } = require("@jest/test-sequencer");
const { run, secondsOf } = require("./durations");

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    // Jest's own order comes first: it reads how long each took last time.
    const sorted = [...super.sort(tests)];
    run.seconds = sorted.reduce((sum, test) => sum + secondsOf(test), 0);
    return sorted.sort((a, b) => secondsOf(b) - secondsOf(a));
  }
};

// The process in which an exercise's tests run: waits to be told which, then
// reports every event to its parent, without which it does not go on.
const { join } = require("node:path");
const { Worker } = require("node:worker_threads");
const { runCLI } = require("jest");
// Jest would load it as late as for the first file.
require("@swc/jest");
const { projects } = require("../../jest.config.js");

const root = join(__dirname, "../..");
const link = process.env.WORKSHOP_LINK;
if (link) holdLink(link);
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.once("message", run);

/** Notices the parent's end even while a learner's endless loop runs. */
function holdLink(workerData) {
  const thread = join(__dirname, "../servers/start/link-thread.js");
  new Worker(thread, { workerData, execArgv: [], env: {} }).unref();
}

async function run(order) {
  const { folder, testFiles, ownFolders, cacheDirectory } = order;
  // Read by the overlay, here and in the servers that a test starts.
  Object.assign(process.env, order.env);
  const config = {
    ...projects.find(({ displayName }) => displayName === "exercises"),
    displayName: undefined,
    roots: [folder],
    cacheDirectory,
    testMatch: ["**/*.test.ts"],
    testPathIgnorePatterns: [],
    modulePathIgnorePatterns: [],
    // Spawning `find` for a folder of five files takes longer than reading it.
    haste: { forceNodeFilesystemAPI: true },
  };
  await runCLI(
    {
      $0: "jest",
      _: testFiles,
      config: JSON.stringify(config),
      runTestsByPath: true,
      runInBand: true,
      watchman: false,
      testTimeout: order.testTimeout,
      reporters: [[join(__dirname, "jest-reporter.js"), { ownFolders }]],
    },
    [root],
  );
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.send({ event: "end" });
}

/** The parent ends this process at its last word, and writes are slower. */
function flushed(stream) {
  return new Promise((resolve) => stream.write("", resolve));
}

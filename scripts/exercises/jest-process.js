// The process in which exercises' tests run: waits to be told which, reports
// every event to its parent, and is ready for the next.
const { join } = require("node:path");
const { Worker } = require("node:worker_threads");
const { runCLI } = require("jest");
// Jest would load it as late as for the first file.
require("@swc/jest");
const { projects } = require("../../jest.config.js");

const MAX_HEAP_BYTES = 400 * 1024 * 1024;
/** What was closed at the end of a run is gone some turns of the loop later. */
const TURNS_TO_CLOSE = 20;

const root = join(__dirname, "../..");
const link = process.env.WORKSHOP_LINK;
if (link) holdLink(link);
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", run);
const open = openResources();

/**
 * What was thrown when no test was running, and Jest does not see: a promise
 * that no test waited for is rejected after the last test, for example.
 */
const late = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (error) => late.push(error?.stack ?? String(error)));
}

/** Notices the parent's end even while a learner's endless loop runs. */
function holdLink(workerData) {
  const thread = join(__dirname, "../servers/start/link-thread.js");
  new Worker(thread, { workerData, execArgv: [], env: {} }).unref();
}

async function run(order) {
  late.length = 0; // What came before this run is no fault of it.
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
  const leavesNothing = await isReusable();
  process.send({
    event: "end",
    isReusable: leavesNothing && late.length === 0,
    ...(late.length > 0 && { late: late.join("\n") }),
  });
}

/**
 * Whether the run has left nothing behind that may disturb the next: no socket,
 * timer, child or thread. Each run leaves some memory until V8 collects it.
 */
async function isReusable() {
  if (process.memoryUsage().heapUsed > MAX_HEAP_BYTES) return false;
  for (let turn = 0; turn < TURNS_TO_CLOSE; turn += 1) {
    const now = openResources();
    if (Object.keys(now).every((kind) => now[kind] <= (open[kind] ?? 0))) {
      return true;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

/** How many of each kind keep this process from ending. */
function openResources() {
  const counts = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (kind !== "Immediate") counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** The parent ends this process at its last word, and writes are slower. */
function flushed(stream) {
  return new Promise((resolve) => stream.write("", resolve));
}

// Runs the bench as it is typed: what it says, writes, refuses, and leaves behind.
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { tryLock } from "../../servers/host/lock";
import { runCli, spawnCli } from "./fixtures/run-cli";

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "workshop-state-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const bench = (...words: string[]) =>
  runCli(["bench", ...words], { WORKSHOP_STATE: state });

const results = (): string[] =>
  readdirSync(join(state, "results")).map((name) =>
    join(state, "results", name),
  );

/** Linux tells the environment of every process that is alive. */
function processesOfThisTest(): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(state);
    } catch {
      return false; // No process, or it has just ended.
    }
  });
}

test("a run prints one JSON document, keeps its samples, and has a page", async () => {
  const run = await bench("6", "--workload", "bad-bodies", "--json");
  const page = await bench("--report");

  expect(run.code).toBe(0);
  const document = JSON.parse(run.stdout);
  expect(document).toMatchObject({
    command: "npm run bench 6 -- --workload bad-bodies",
    complete: true,
    contrasts: [{ workload: "bad-bodies", a: "step 5", b: "step 6" }],
  });
  expect(results()).toContain(document.file);
  expect(run.stderr).toContain("This takes about");
  expect(page).toMatchObject({ code: 0, stderr: "" });
  expect(readFileSync(page.stdout.trim(), "utf8")).toMatch(/^<!doctype html>/);
  expect(processesOfThisTest()).toEqual([]);
});

test("a route of a server of one's own is measured by itself", async () => {
  const server = createServer((_req, res) => res.end("hello"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const run = await bench("--quick", "--url", url, "--path", "/a", "--json");
  server.close();

  expect(run.code).toBe(0);
  const { routes } = JSON.parse(run.stdout);
  expect(routes).toEqual([
    expect.objectContaining({ path: "/a", status: 200, bytes: 5, lost: 0 }),
  ]);
  expect(routes[0].perSecond.mean).toBeGreaterThan(0);
  expect(routes[0].latency.p99).toBeGreaterThanOrEqual(routes[0].latency.p50);
  expect(processesOfThisTest()).toEqual([]);
});

// Windows has no signals to send.
const onPosix = process.platform === "win32" ? test.skip : test;

onPosix("Ctrl-C keeps the samples taken and leaves no process", async () => {
  const child = spawnCli(["bench", "6", "--workload", "flood"], {
    WORKSHOP_STATE: state,
  });
  if (!child.stderr) throw new Error("its progress is told on a pipe");
  const progress = createInterface(child.stderr);
  while (!String(await once(progress, "line")).includes(" left: "));
  child.kill("SIGINT");
  const [code] = await once(child, "close");

  expect(code).toBe(130);
  expect(processesOfThisTest()).toEqual([]);
  const [file = ""] = results();
  const kept = JSON.parse(readFileSync(file, "utf8"));
  expect(kept.complete).toBe(false);
  expect(kept.contrasts[0].runs.length).toBeGreaterThan(0);
});

describe("one line, and no run, for", () => {
  test.each([
    [["3", "--quick", "--thorough"], 2, "choose one"],
    [["3", "4", "--url", "http://localhost:1"], 2, "type one number"],
    [["3", "--path", "/x"], 2, "without a step"],
    [["--url", "http://127.0.0.1:9", "--expect", "x"], 2, "as 200"],
    [["--url", "http://127.0.0.1:9", "--path", "/x"], 1, "is it running?"],
    [["--url", "http://example.com"], 2, "--this-server-is-mine"],
    [["3", "--seed", "x"], 2, "A seed is a whole number."],
    [["99"], 2, 'There is no step "99"'],
    [["--exercise", "1"], 1, "there is nothing to drive"],
    [["--report"], 1, "There is no run yet."],
  ])("%j", async (words, code, line) => {
    const { stderr, stdout, ...ended } = await bench(...words);

    expect(ended.code).toBe(code);
    expect(stdout).toBe("");
    expect(stderr).toContain(line);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });

  test("a second bench, while one measures", async () => {
    tryLock(join(state, "locks", "bench"));
    const { code, stderr } = await bench("3");

    expect(code).toBe(1);
    expect(stderr).toMatch(/^Another bench is running \(process \d+\).*\n$/);
  });
});

test("--list names what is claimed before it is measured", async () => {
  const { code, stdout } = await bench("--list");

  expect(code).toBe(0);
  expect(stdout).toContain("npm run bench 2  bystander: step 2 against step 1");
  expect(stdout.split("\n").filter((line) => line.length > 79)).toEqual([]);
  expect(stdout).toContain("layers cost a page nothing, ±10 %");
});

test("--list of a step names what is contrasted there", async () => {
  const { code, stdout } = await bench("2", "--list");

  expect(code).toBe(0);
  expect(stdout).toContain("npm run bench 2  bystander");
  expect(stdout).not.toMatch(/npm run bench [^2]|Workloads/);
});

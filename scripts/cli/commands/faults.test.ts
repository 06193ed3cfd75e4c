// Runs the fault suite as it is typed: what it says, writes, refuses, and leaves behind.
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { runCli, spawnCli } from "./fixtures/run-cli";

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "workshop-state-"));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** In a shell whose NODE_ENV hides what naive servers leak. */
const faults = (...words: string[]) =>
  runCli(["faults", ...words], {
    WORKSHOP_STATE: state,
    NODE_ENV: "production",
  });

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

test("a step gets a list, a page, and exit code 0 where it is as it claims", async () => {
  const { code, stdout } = await faults("4", "--category", "dependencies");

  expect(code).toBe(0);
  expect(stdout).toMatch(/no-data +survived: 500 problem internal_error, /);
  expect(stdout).toMatch(/step 4 errors survives \d+ of \d+ .* as it claims\./);
  expect(Math.max(...stdout.split("\n").slice(0, -2).map(length))).toBeLessThan(
    81,
  );
  const page = /As a page: (.*)/.exec(stdout)?.[1] ?? "";
  expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>.*<svg /s);
  expect(processesOfThisTest()).toEqual([]);
});

test("without a step, all of them are in one table, and in one document", async () => {
  const { code, stdout } = await faults("--fault", "malformed-url");
  const json = await faults("1", "--fault", "malformed-url", "--json");

  expect(code).toBe(0);
  expect(stdout).toMatch(/^ +1 +2 +3 +4/);
  expect(stdout).toMatch(/malformed-url +L +L +L +\+ +\+/);
  const { servers, complete } = JSON.parse(json.stdout);
  expect(complete).toBe(true);
  expect(servers[0]).toMatchObject({
    step: 1,
    outcomes: [{ verdict: "fell", how: "leaked", asClaimed: true }],
  });
});

test("a server of one's own is told what does not apply to it, and why", async () => {
  const server = createServer((req, res) => {
    res.writeHead(req.url === "/" ? 200 : 404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { code, stdout } = await faults(
    ...["--url", `http://127.0.0.1:${port}`, "--path", "/"],
    ...["--category", "identity"],
  );
  server.close();

  expect(code).toBe(0);
  const folded = stdout.replace(/\s+/g, " ");
  expect(folded).toMatch(/only for a server that [^:]*: [^:]*\bflood,/);
  expect(folded).toMatch(/--header: [^:]*\bno-credentials\b/);
});

test("a server of one's own that limits its clients is not attacked, and its owner told why", async () => {
  const server = createServer((_req, res) => {
    res.setHeader("RateLimit-Policy", '"100-in-1min"; q=100; w=60');
    res.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { code, stderr } = await faults("--url", `http://localhost:${port}`);
  server.close();

  expect(code).toBe(1);
  expect(stderr).toMatch(/^It limits how often [^\n]*RATE_LIMIT[^\n]*\n$/);
});

describe("a report for one's team", () => {
  let url: string;
  let close: () => void;
  beforeEach(async () => {
    const server = createServer((req, res) => {
      const isPost = req.url === "/lamps" && req.method === "POST";
      res.writeHead(req.url === "/lamps" ? 200 : 404, {
        ...(req.method === "OPTIONS" && { Allow: "GET, POST" }),
        "Content-Type": "application/json",
      });
      res.end(isPost ? '{"id":1}' : "[]");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    close = () => server.close();
  });
  afterEach(() => close());

  const said = (...words: string[]) =>
    faults(
      ...["--url", url, "--path", "/lamps", "--post", "/lamps"],
      ...["--fault", "wrong-encoding", ...words],
    );

  test("is a page and a file of JSON, and says why and what to change", async () => {
    const report = join(state, "report.html");
    const { code, stdout, stderr } = await said("--report", report);

    expect(code).toBe(1);
    expect(stderr).toMatch(/: found GET \/lamps, POST \/lamps, by asking\.$/m);
    expect(stderr).toMatch(/^1 of 1 faults can be tried\.$/m);
    expect(stdout).toMatch(/^ {6}Why: The server reads the body as UTF-8/m);
    expect(stdout).toMatch(/^ {6}Change: express\.json refuses both/m);
    expect(stdout).toContain("steps/03-middleware/README.md");
    const page = readFileSync(report, "utf8");
    expect(page).toMatch(/^<!doctype html>.*<b>Why: <\/b>/s);
    expect(page).not.toMatch(/(?:src|href)=/);
    const { servers } = JSON.parse(
      readFileSync(join(state, "report.json"), "utf8"),
    );
    expect(servers[0].outcomes[0]).toMatchObject({
      verdict: "fell",
      fallen: [{ route: "POST /lamps", how: "wrong answer" }],
    });
  });

  test("is a baseline: what it has does not fail again", async () => {
    await said("--report", join(state, "before.html"));
    const baseline = join(state, "before.json");
    const again = await said("--baseline", baseline);
    const other = await said("--fail-on", "crashed,leaked");
    const counted = await said("--fail-on", "wrong-answer");

    expect(again.code).toBe(0);
    expect(again.stderr).toContain("Nothing that counts has fallen.");
    expect(other.code).toBe(0);
    expect(counted.code).toBe(1);
    expect(counted.stderr).toContain(
      "New: wrong-encoding: wrong answer (POST /lamps)",
    );
  });

  test("can be asked for in faults.json, with all the rest", async () => {
    const config = join(state, "faults.json");
    const content = {
      ...{ url, routes: ["GET /lamps", "POST /lamps"], report: "mine.html" },
      skip: { "wrong-encoding": "nobody sends such" },
    };
    writeFileSync(config, JSON.stringify(content));
    const { code, stdout } = await faults(
      ...["--config", config, "--fault", "wrong-encoding"],
    );

    expect(code).toBe(0);
    expect(stdout).toContain("left out: nobody sends such: wrong-encoding");
    expect(existsSync(join(state, "mine.json"))).toBe(true);
  });
});

// Windows has no signals to send.
const onPosix = process.platform === "win32" ? test.skip : test;

onPosix("Ctrl-C keeps what was done and leaves no process", async () => {
  const child = spawnCli(["faults", "2"], { WORKSHOP_STATE: state });
  if (!child.stderr) throw new Error("its progress is told on a pipe");
  const progress = createInterface(child.stderr);
  await once(progress, "line");
  child.kill("SIGINT");
  const [code] = await once(child, "close");

  expect(code).toBe(130);
  expect(processesOfThisTest()).toEqual([]);
  const folder = join(state, "results", "faults");
  const [file = ""] = readdirSync(folder).filter((it) => it.endsWith(".json"));
  const kept = JSON.parse(readFileSync(join(folder, file), "utf8"));
  expect(kept.complete).toBe(false);
  expect(kept.servers[0].outcomes.length).toBeGreaterThan(0);
});

describe("one line, and no attack, for", () => {
  test.each([
    [["99"], 2, 'There is no step "99"'],
    [["--fault", "malformed-jsn"], 2, "type: --fault malformed-json"],
    [["--category", "inputs"], 2, "type: --category input"],
    [["4", "--url", "http://localhost:1"], 2, "choose one"],
    [["4", "--path", "/x"], 2, "are about --url"],
    [["--url", "http://example.com"], 2, "--this-server-is-mine"],
    [["--url", "ftp://localhost"], 2, "is not an address of a server"],
    [["--url", "http://127.0.0.1:9"], 1, "is it running?"],
    [["--url", "http://localhost:1", "--path", "x"], 2, "is not a path"],
    [["--url", "http://localhost:1", "--fail-on", "x"], 2, "no way to fall"],
    [["--url", "http://localhost:1", "--baseline", "x.json"], 2, "--report"],
    [["--url", "http://localhost:1", "--report", "faults.html"], 2, "another"],
    [["--config", "nowhere.json"], 2, "There is no file"],
    [["--url", "http://localhost:1", "--header", "x"], 2, '"Name: value"'],
  ])("%j", async (words, code, line) => {
    const { stderr, stdout, ...ended } = await faults(...words);

    expect(ended.code).toBe(code);
    expect(stdout).toBe("");
    expect(stderr).toContain(line);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });
});

test("--list names every fault, what it does, and who survives it", async () => {
  const { code, stdout } = await faults("--list");

  expect(code).toBe(0);
  expect(stdout).toContain("malformed-json          survived since step 4");
  expect(stdout).toContain("Closes its half of the connection");
});

function length(line: string): number {
  return line.length;
}

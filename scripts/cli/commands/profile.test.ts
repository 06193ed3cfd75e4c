// Proves that npm run profile keeps what it finds, shows it, and leaves nothing running.
import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { root } from "../../servers/host/paths";
import {
  type TemporaryFolder,
  temporaryFolder,
} from "../../servers/host/temporary-folder";
import { runCli, spawnCli } from "./fixtures/run-cli";

let state: TemporaryFolder;
let running: ChildProcess | undefined;
beforeEach(() => {
  state = temporaryFolder("state");
});
afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    running.kill("SIGKILL");
    await once(running, "exit");
  }
  state.remove();
});

function profile(...words: string[]) {
  return runCli(["profile", ...words], { WORKSHOP_STATE: state.path });
}

/** Starts it, and reads one of its streams until a line fits. */
async function profileUntil(
  words: string[],
  stream: "stdout" | "stderr",
  pattern: RegExp,
) {
  const child = spawnCli(["profile", ...words], { WORKSHOP_STATE: state.path });
  running = child;
  const input = child[stream];
  if (!input) throw new Error("no output");
  const lines: string[] = [];
  for await (const line of createInterface({ input })) {
    lines.push(line);
    const found = pattern.exec(line);
    if (found) return { child, lines, found: found[1] ?? "" };
  }
  throw new Error(`it ended before: ${lines.join("\n")}`);
}

describe("npm run profile", () => {
  test("with --json prints one document, and has kept the profile that it names", async () => {
    const { code, stdout } = await profile("5", "--json", "--seconds", "1");

    expect(code).toBe(0);
    const { folder, workers, ...told } = JSON.parse(stdout);
    expect(told).toMatchObject({
      command: "npm run profile 5 -- --seconds 1",
      ...{ subject: "step 5", load: "GET /users?limit=20" },
      statuses: { 200: expect.any(Number) },
    });
    expect(workers).toMatchObject([{ name: "the server", threads: 0 }]);
    expect(workers[0].samples).toBeGreaterThan(0);
    const { functions }: { functions: { place: string }[] } = workers[0];
    expect(functions.map(({ place }) => place)).toContainEqual(
      expect.stringMatching(/^steps\/0[1-5]-\S+\.ts:\d+$/),
    );
    expect(existsSync(resolve(root, folder, workers[0].file))).toBe(true);
  });

  test("serves the flame graph and the profile behind it, until Ctrl-C", async () => {
    const words = ["2", "--port", "0", "--seconds", "1"];
    const { child, lines, found } = await profileUntil(
      words,
      "stdout",
      /Flame graph: (http:\S+)/,
    );

    const graph = new URL(found);
    const shown = new URLSearchParams(graph.hash.slice(1));
    const page = await fetch(graph);
    const file = await fetch(new URL(shown.get("profileURL") ?? "", graph));
    const { nodes } = JSON.parse(await file.text());
    child.kill("SIGINT");
    const [exitCode] = await once(child, "exit");

    expect(page.status).toBe(200);
    expect(await page.text()).toContain("speedscope");
    expect(nodes.length).toBeGreaterThan(0);
    expect(lines.join("\n")).toContain("Step 2 under GET /users?limit=20");
    expect(exitCode).toBe(130);
    await expect(fetch(graph)).rejects.toThrow();
  });

  test.each(["SIGINT", "SIGKILL"] as const)(
    "on %s under load leaves no process",
    async (signal) => {
      const { child } = await profileUntil(
        ["2", "--port", "0", "--seconds", "60"],
        "stderr",
        /^Sending /,
      );
      const below = descendantsOf(child.pid ?? 0);

      child.kill(signal);
      await once(child, "exit");

      // The server, and the load's process.
      expect(below.length).toBeGreaterThanOrEqual(2);
      await untilGone(below);
    },
  );
});

describe("npm run profile refuses", () => {
  test("a path that the step does not serve", async () => {
    const { code, stdout, stderr } = await profile(
      ...["2", "--json", "--seconds", "1", "--path", "/nothing"],
    );

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("step 2 answers GET /nothing with 404");
  });

  test("a port that another program holds, before it measures", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const held = holder.address();
    const port = held && typeof held === "object" ? held.port : 0;

    const { code, stderr } = await profile("2", "--port", `${port}`);

    holder.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^Port ${port} is taken.*npm run profile 2 -- --port \\d+\n$`),
    );
  });

  test.each([
    [["99"], 2, "There is no step"],
    [[], 2, "Which step?"],
    [["3", "--solution"], 2, "--solution is about an exercise"],
    [["3", "--exercise", "3"], 2, "leave out the step"],
    [["--exercise", "5"], 1, "Exercise 5 has no server"],
    [["3", "--path", "users"], 2, "begins with a slash"],
    [["3", "--workload", "flood"], 2, "is an event"],
    [["3", "--workload", "list", "--path", "/"], 2, "cannot be combined"],
    [["3", "--seconds", "0"], 2, "from 1 to 300"],
  ])("%j, in one line", async (words, exitCode, line) => {
    const { code, stderr } = await profile(...words);

    expect(code).toBe(exitCode);
    expect(stderr).toContain(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

/** Of a process, at any depth. */
function descendantsOf(pid: number): number[] {
  const all = processes();
  const below = (parent: number): number[] =>
    all.flatMap((one) =>
      one.parent === parent ? [one.pid, ...below(one.pid)] : [],
    );
  return below(pid);
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (processes().some(({ pid }) => pids.includes(pid))) await delay(50);
}

/** Without those that have ended, and that their parent has not asked about. */
function processes(): { pid: number; parent: number }[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], {
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = ""]) => !state.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

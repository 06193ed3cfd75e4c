// Proves that npm start shows the way, serves the pages, and ends as it should.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { steps } from "../../../steps/steps";
import { copyOfWorkshop } from "../../exercises/fixtures/copy";
import { runCli, spawnCli, spawnFixture } from "./fixtures/run-cli";

let state: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "workshop-state-"));
});
afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    running.kill("SIGKILL");
    await once(running, "exit");
  }
  rmSync(state, { recursive: true, force: true });
});

/** Starts it, and reads what it prints until a line fits. */
function startUntil(words: string[], pattern: RegExp) {
  const child = spawnCli(["home", ...words], { WORKSHOP_STATE: state });
  return readUntil(child, pattern);
}

async function readUntil(child: ChildProcess, pattern: RegExp) {
  running = child;
  const { stdout } = running;
  if (!stdout) throw new Error("no output");
  const lines: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    const found = pattern.exec(line);
    if (found) return { child: running, lines, found: found[1] ?? "" };
  }
  throw new Error(`it ended before: ${lines.join("\n")}`);
}

const address = /(http:\/\/127\.0\.0\.1:\d+)/;

describe("npm start", () => {
  test("says where one is and what is next, then where the pages are", async () => {
    // In a workshop of its own: somebody may have worked in this one.
    const child = spawnFixture(copyOfWorkshop(), ["home", "--port", "0"], {
      WORKSHOP_STATE: state,
    });

    const { lines, found } = await readUntil(child, address);

    const text = lines.join("\n");
    expect(text).toContain("Next: npm run step 1");
    expect(text).not.toContain("\u001B");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(81);
    const response = await fetch(`${found}/steps/01-naive/`);
    expect(response.status).toBe(200);
  });

  test("with --json prints one document, its address in it", async () => {
    const { lines } = await startUntil(["--port", "0", "--json"], /^(\})$/);

    const document = JSON.parse(lines.join("\n"));
    expect(document.steps).toHaveLength(steps.length);
    expect((await fetch(document.url)).status).toBe(200);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("on %s ends, though pages are open", async (signal, code) => {
    const { child, found } = await startUntil(["--port", "0"], address);
    const events = await fetch(`${found}/events`);

    child.kill(signal);
    const [exitCode] = await once(child, "exit");

    expect(exitCode).toBe(code);
    // Ended in order, or cut off: either way nothing is left of it.
    await events.text().catch(() => "");
    await expect(fetch(found)).rejects.toThrow();
  });

  test("on a busy port says so in one line, with the way out", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const held = holder.address();
    const port = held && typeof held === "object" ? held.port : 0;

    const { code, stderr } = await runCli(["home", "--port", `${port}`], {
      WORKSHOP_STATE: state,
    });

    holder.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^Port ${port} is taken.*npm start -- --port \\d+\n$`),
    );
  });

  test("says where the pages are where it serves them already", async () => {
    const { found } = await startUntil(["--port", "0"], address);
    const { port } = new URL(found);

    const { code, stdout, stderr } = await runCli(["home", "--port", port], {
      WORKSHOP_STATE: state,
    });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`In your browser: ${found}\nIt is served already`);
  });

  test("takes no other site for its own", async () => {
    const stranger = createHttpServer((_req, res) => {
      res.end(JSON.stringify({ status: "ok", site: "/another/workshop" }));
    }).listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const held = stranger.address();
    const port = held && typeof held === "object" ? held.port : 0;

    const { code, stderr } = await runCli(["home", "--port", `${port}`], {
      WORKSHOP_STATE: state,
    });

    stranger.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Port \d+ is taken[^\n]+\n$/),
    });
  });

  test.each(["x", "70000", "-1"])("refuses --port %s", async (port) => {
    const { code, stderr } = await runCli(["home", `--port=${port}`]);

    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

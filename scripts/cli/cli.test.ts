// Proves what the command line answers to wrong usage, and its help.
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { scripts } from "../../package.json";
import { runCli, spawnCli } from "./commands/fixtures/run-cli";

describe("wrong usage is answered by one line and exit code 2", () => {
  test.each([
    [["step"], "Which step? Type a number, 1 to"],
    [["step", "0"], 'There is no step "0". Type a number, 1 to'],
    [["step", "99"], 'There is no step "99". Type a number, 1 to'],
    [["step", "abc"], 'There is no step "abc". Type a number, 1 to'],
    [["step", "3.5"], 'There is no step "3.5". Type a number, 1 to'],
    [["step", "midleware"], "If you meant 03-middleware, type: npm run step 3"],
    [["step", "3", "4"], "Too many arguments for 'step'."],
    [
      ["step", "3", "--prot", "1"],
      "(Did you mean --port?). Help: npm run step",
    ],
    [["step", "3", "--port", "x"], "A port is a number from 0 to 65535."],
    [["step", "3", "--env", "x"], "It is written as NAME=value."],
    [["step", "3", "--entry", "x"], "Step 3 has no x.ts. It has: "],
    [["stpe"], 'There is no command "stpe". Type: npm run step'],
    [["dev", "lesons"], 'no command "dev lesons". Type: npm run dev lessons'],
    [["dev", "prove", "--run", "1"], "Help: npm run dev"],
  ])("%j", async (words, line) => {
    const { code, stdout, stderr } = await runCli(words);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(line);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });

  test("an option that npm kept is named with the line to type", async () => {
    const given = { npm_config_watch: "", npm_lifecycle_event: "step" };

    const { code, stderr } = await runCli(["step", "3"], given);

    expect(stderr).toBe(
      "npm kept --no-watch for itself. Type: npm run step 3 -- --no-watch\n",
    );
    expect(code).toBe(2);
  });

  test("an option of a maintainers' command, too", async () => {
    const given = { npm_config_seed: "7", npm_lifecycle_event: "dev" };

    const { code, stderr } = await runCli(["dev", "reference", "3"], given);

    expect(stderr).toBe(
      "npm kept --seed for itself. Type: npm run dev reference 3 -- --seed 7\n",
    );
    expect(code).toBe(2);
  });

  test("a port that is none is named", async () => {
    const { code, stderr } = await runCli(["step", "3"], { PORT: "abc" });

    expect(stderr).toMatch(/^PORT is "abc"; a port is a number/);
    expect(code).toBe(2);
  });
});

describe("npm run dev", () => {
  test("lists the maintainers' commands", async () => {
    const { code, stdout, stderr } = await runCli(["dev"]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: npm run dev \[command\]/);
    for (const name of ["lessons", "starters", "reference", "prove"]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });
});

describe("help", () => {
  test.each([
    [["--help"]],
    [["step", "--help"]],
    [["dev", "prove", "--help"]],
    [[]],
  ])("%j is printed on standard output, and is no error", async (words) => {
    const { code, stdout, stderr } = await runCli(words);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: npm run /);
  });

  const names = [...Object.keys(scripts), "dev lessons", "dev prove"].filter(
    (name) => !/^(postinstall|types|lint|format|test.*)$/.test(name),
  );

  test.each(names)("of %s begins with what there is to type", async (name) => {
    const words = name === "start" ? ["home"] : name.split(" ");

    const { stdout } = await runCli([...words, "--help"]);

    const typed = name === "start" ? "npm start" : `npm run ${name}`;
    expect(stdout.split("\n")[0]).toMatch(
      new RegExp(`^Usage: ${typed} (\\[|<|$)`),
    );
  });
});

test("a `--` before the options, as pnpm passes it on, does no harm", async () => {
  const { code, stdout } = await runCli(["diff", "1", "2", "--", "--json"]);

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ from: "01-naive" });
});

test.each(["SIGHUP", "SIGTERM", "SIGINT"] as const)(
  "%s ends a command that does not listen, and leaves no folder",
  async (signal) => {
    const TMPDIR = mkdtempSync(join(tmpdir(), "ended-"));
    const child = spawnCli(["check", "1", "--solution"], { TMPDIR });
    const ended = once(child, "exit");
    child.stdout?.resume();
    while (readdirSync(TMPDIR).length === 0) await delay(10);

    child.kill(signal);
    const [code] = await ended;

    expect(code).toBeGreaterThan(128);
    expect(readdirSync(TMPDIR)).toEqual([]);
    rmSync(TMPDIR, { recursive: true });
  },
);

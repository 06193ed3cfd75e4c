// Proves that npm run slides leads to the deck that was meant, and serves nothing twice.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, test } from "@jest/globals";
import { deckNames } from "../../content/slides/deck";
import { runCli, spawnCli } from "./fixtures/run-cli";

let running: ChildProcess | undefined;
afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    running.kill("SIGTERM");
    await once(running, "exit");
  }
});

/** Starts a command, and waits for the address that it prints. */
async function addressOf(words: readonly string[]): Promise<string> {
  running = spawnCli(words);
  const { stdout } = running;
  if (!stdout) throw new Error("no output");
  for await (const line of createInterface({ input: stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error("it ended before it said an address");
}

describe("npm run slides", () => {
  test.each([
    ["4", "/slides/04-errors"],
    ["errors", "/slides/04-errors"],
    ["closing", "/slides/99-closing"],
  ])("%s leads to %s", async (typed, path) => {
    const address = await addressOf(["slides", typed, "--port", "0"]);

    expect(new URL(address).pathname).toBe(path);
    expect((await fetch(address)).status).toBe(200);
  });

  test("beside npm start names the address there, and ends", async () => {
    const site = await addressOf(["home", "--port", "0"]);
    const { port } = new URL(site);

    const { code, stdout } = await runCli(["slides", "4", "--port", port]);

    expect(code).toBe(0);
    expect(stdout).toContain(`${site}/slides/04-errors`);
  });

  test("with --json prints one document", async () => {
    const site = await addressOf(["home", "--port", "0"]);
    const { port } = new URL(site);

    const { stdout } = await runCli(["slides", "--json", "--port", port]);

    expect(JSON.parse(stdout)).toEqual({
      url: `${site}/slides/`,
      decks: deckNames(),
    });
  });

  test("says which steps there are", async () => {
    const { code, stderr } = await runCli(["slides", "99"]);

    expect(code).toBe(2);
    expect(stderr).toMatch(/^There is no step "99"\. .*npm run slides 3\n$/);
  });

  test("writes no file where there is no folder for it", async () => {
    const { code, stderr } = await runCli([
      "slides",
      "4",
      "--pdf",
      "/no/a.pdf",
    ]);

    expect(code).toBe(1);
    expect(stderr).toBe("There is no folder /no.\n");
  });
});

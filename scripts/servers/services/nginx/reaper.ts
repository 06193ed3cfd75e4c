// The program that ends one nginx once its own standard input is closed, and not before.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { withDeadline } from "../../host/deadline";
import { errorLog } from "./configuration";

/*
 * The command that started it holds the other end of its input, which closes
 * when that command ends, SIGKILL included. A group of its own keeps Ctrl-C away from nginx,
 * and lets its master and workers be ended together.
 */
const [, , program = "", folder = ""] = process.argv;
const longestDrainMs = 2000;

async function main(): Promise<void> {
  const nginx = spawn(
    program,
    ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"],
    { cwd: folder, detached: true, stdio: "ignore" },
  );
  const ended = once(nginx, "exit");
  const input = createInterface({ input: process.stdin });
  input.on("line", (line) => {
    if (line === "reload") nginx.kill("SIGHUP");
  });
  const letGo = once(process.stdin, "close");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.stdin.destroy());
  }
  process.stdout.write(`${nginx.pid}\n`);
  const first = await Promise.race([letGo.then(() => "let go"), ended]);
  if (first !== "let go") {
    process.stdout.write(lastWords());
    endGroup(nginx.pid);
  }
  // Quit: whatever it is answering, it answers.
  nginx.kill("SIGQUIT");
  const came = await withDeadline(longestDrainMs, ended);
  if (came === "late" && nginx.pid) {
    process.kill(-nginx.pid, "SIGKILL");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Workers outlive a master that was killed, and hold its port. */
function endGroup(master: number | undefined): void {
  try {
    if (master) process.kill(-master, "SIGKILL");
  } catch {} // None is left.
}

/** Why it ended by itself, for the command that started it. */
function lastWords(): string {
  try {
    return readFileSync(join(folder, errorLog), "utf8");
  } catch {
    return "it ended without a word";
  }
}

process.stdin.resume().on("error", () => {});
process.stdout.on("error", () => {}); // The command has ended.
void main().finally(() => process.exit());

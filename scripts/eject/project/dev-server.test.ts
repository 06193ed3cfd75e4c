// Proves that an ejected project's `npm run dev` says type errors beside the server that runs, and ends with it.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { findStep } from "../../servers/host/find-step";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { root } from "../../servers/host/paths";
import { serverOfStep } from "../server";
import { projectOf } from "./project";
import { writeProject } from "./write-project";

let started: ChildProcess | undefined;
afterEach(() => {
  if (job().length > 0) signal("SIGKILL");
});

/** As Ctrl-C does it: to every process of the terminal's job. */
function signal(name: NodeJS.Signals): void {
  if (started?.pid) process.kill(-started.pid, name);
}

/** The job's processes that have not ended, as `ps` has them. */
function job(): string[] {
  const all = execFileSync("ps", ["-eo", "pgid=,stat=,args="], {
    encoding: "utf8",
  });
  return all
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([group]) => group === String(started?.pid))
    .filter(([, state]) => !state?.startsWith("Z"))
    .map((words) => words.slice(2).join(" "));
}

function ejected(): string {
  const step = findStep("6", "eject");
  const directory = join(writeTree({}), "my-api");
  const server = serverOfStep(step, { tests: true });
  writeProject(directory, projectOf(step, server, "my-api"));
  const packages = join(directory, "node_modules");
  symlinkSync(join(root, "node_modules"), packages, "junction");
  const example = readFileSync(join(directory, ".env.example"), "utf8");
  writeFileSync(join(directory, ".env"), `${example}\nPORT=0\n`);
  return directory;
}

/** Starts it; resolves what it prints from then on to the first match. */
function startDev(directory: string) {
  const child = spawn("npm", ["run", "dev"], {
    cwd: directory,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  started = child;
  let unread = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    unread += chunk;
    child.emit("printed");
  });
  return {
    child,
    async prints(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = pattern.exec(unread);
        if (found) {
          unread = unread.slice(found.index + found[0].length);
          return found[0];
        }
        await once(child, "printed");
      }
    },
  };
}

const testOnPosix = process.platform === "win32" ? test.skip : test;
testOnPosix("npm run dev", async () => {
  const directory = ejected();
  const app = join(directory, "src/app.ts");
  const text = readFileSync(app, "utf8");
  const { child, prints } = startDev(directory);
  await prints(/\[types\] .*Found 0 errors/);

  writeFileSync(app, `${text}export const port: number = "3000";\n`);
  const error = await prints(/\[types\] src\/app\.ts.*/);
  await prints(/\[server\] .*"listening"/);
  writeFileSync(app, text);
  await prints(/\[types\] .*Found 0 errors/);

  expect(error).toMatch(/error TS2322: Type 'string' is not assignable/);
  expect(job().join("\n")).toContain("src/server.ts");
  const closed = once(child, "close");
  signal("SIGINT");
  await closed;
  for (let tries = 0; tries < 500 && job().length > 0; tries++) await delay(20);
  expect(job()).toEqual([]);
});

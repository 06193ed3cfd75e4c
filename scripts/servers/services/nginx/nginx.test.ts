// Proves that an nginx of ours serves, reloads, refuses, and outlives nobody.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { freePort } from "../../host/free-port";
import { isAlive, processInfo } from "../../host/process-info";
import { typescriptArgs } from "../../start/child-environment";
import { describeWithNginx } from "../fixtures/if-available";
import { fillTemplate } from "./configuration";
import { endLeftovers } from "./processes";
import { type Nginx, startNginx } from "./start-nginx";

const started: Nginx[] = [];
const commands: ChildProcess[] = [];
afterEach(async () => {
  for (const command of commands.splice(0)) command.kill("SIGKILL");
  await Promise.all(started.splice(0).map((nginx) => nginx.stop()));
});

async function start(port: number, word: string): Promise<Nginx> {
  const nginx = await startNginx(site(port, word));
  started.push(nginx);
  return nginx;
}

function site(port: number, word: string): string {
  return `server { listen 127.0.0.1:${port}; return 200 "${word}"; }`;
}

async function ask(port: number): Promise<string> {
  const options = { headers: { connection: "close" } };
  const answer = await fetch(`http://127.0.0.1:${port}/`, options);
  return answer.text();
}

/** Resolves once no process of that group is left, which no event tells. */
async function gone(group: number): Promise<void> {
  while (isAlive(-group)) await delay(20);
}

async function startCommand(port: number): Promise<{
  command: ChildProcess;
  nginx: number;
}> {
  const { JEST_WORKER_ID, ...env } = process.env;
  const file = join(__dirname, "..", "fixtures", "uses-nginx.ts");
  const command = spawn(
    process.execPath,
    [...typescriptArgs(), file, String(port)],
    { env, stdio: ["pipe", "pipe", "inherit"] },
  );
  commands.push(command);
  const [line] = await once(command.stdout, "data");
  return { command, nginx: Number(line) };
}

function reaperOf(nginx: number): number {
  return processInfo(nginx)?.parent ?? 0;
}

describeWithNginx("nginx", () => {
  test("serves a site until it is stopped, and leaves no file", async () => {
    const port = await freePort();
    const nginx = await start(port, "one");

    expect(await ask(port)).toBe("one");

    await nginx.stop();
    await gone(nginx.pid);
    expect(existsSync(nginx.accessLog)).toBe(false);
  });

  test("serves another site after a reload, by the same master", async () => {
    const port = await freePort();
    const nginx = await start(port, "one");

    await nginx.reload(site(port, "two"));

    expect(await ask(port)).toBe("two");
    expect(isAlive(nginx.pid)).toBe(true);
  });

  test("keeps its site when it is given one that it refuses", async () => {
    const port = await freePort();
    const nginx = await start(port, "one");

    await expect(nginx.reload("server { lisn 80; }")).rejects.toMatchObject({
      name: "UserError",
      message:
        'nginx does not take this configuration: unknown directive "lisn" in site.conf:1',
    });

    expect(await ask(port)).toBe("one");
    await nginx.reload(site(port, "two"));
    expect(await ask(port)).toBe("two");
  });

  test("does not start on a site that it refuses", async () => {
    await expect(startNginx("upstream {}")).rejects.toThrow(
      /^nginx does not take this configuration: /,
    );
  });

  test("says so where its port is another's", async () => {
    const port = await freePort();
    await start(port, "one");

    await expect(startNginx(site(port, "two"))).rejects.toThrow(
      /Address (already )?in use/,
    );

    expect(await ask(port)).toBe("one");
  });

  test("ends with its master, which holds the port no longer", async () => {
    const port = await freePort();
    const nginx = await start(port, "one");

    process.kill(nginx.pid, "SIGKILL");
    await nginx.exited;
    await gone(nginx.pid);

    await start(port, "two");
    expect(await ask(port)).toBe("two");
  });

  test("ends with the command that started it, killed by SIGKILL", async () => {
    const { command, nginx } = await startCommand(await freePort());

    command.kill("SIGKILL");

    await gone(nginx);
  });

  test("is found and ended at the next start, if its reaper was killed", async () => {
    const port = await freePort();
    const { nginx } = await startCommand(port);
    process.kill(reaperOf(nginx), "SIGKILL");
    expect(await ask(port)).toBe("here");

    await start(await freePort(), "one");

    await gone(nginx);
  });

  test("leaves an nginx alone that is kept", async () => {
    const port = await freePort();
    await startCommand(port);

    await start(await freePort(), "one");

    expect(await ask(port)).toBe("here");
  });
});

test("a folder that another user could have made is not believed", () => {
  const name = `workshop-${process.pid}-nginx-others`;
  const folder = join(realpathSync(tmpdir()), name);
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const idle = ["-e", "setInterval(() => {}, 1000)", folder];
  const named = spawn(process.execPath, idle, { detached: true });
  commands.push(named);
  writeFileSync(join(folder, "nginx.pid"), String(named.pid));

  endLeftovers();

  expect(isAlive(named.pid ?? 0)).toBe(true);
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});

test("a template keeps the variables that are nginx's own", () => {
  const variable = (name: string) => `$\{${name}}`;
  const template = `listen ${variable("PORT")}; $remote_addr ${variable("other")}`;

  const filled = fillTemplate(template, { PORT: "80" });

  expect(filled).toBe(`listen 80; $remote_addr ${variable("other")}`);
});

// Runs real steps: how they start, are introduced, and end.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { root } from "../../servers/host/paths";
import { cut } from "../../servers/start/fixtures/cut";
import { LineReader } from "../../servers/start/fixtures/line-reader";
import { cliEnvironment, runCli, spawnCli } from "./fixtures/run-cli";

let state: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "workshop-state-"));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  rmSync(state, { recursive: true, force: true });
});

function step(...words: string[]) {
  const child = spawnCli(["step", ...words, "--port", "0"], {
    WORKSHOP_STATE: state,
  });
  running.push(child);
  return { child, lines: new LineReader(child) };
}

async function ready(...words: string[]) {
  const { child, lines } = step(...words, "--json");
  return { child, ...JSON.parse(await lines.next()) };
}

describe("step 1 --fresh", () => {
  async function storedUsers(...words: string[]): Promise<number> {
    const { child, url } = await ready("1", "--no-watch", ...words);
    const users = await fetch(new URL("/users?limit=2000", url));
    const { length } = JSON.parse(await users.text());
    const user = {
      email: `ada.${length}@example.org`,
      password: "open sesame",
    };
    const body = JSON.stringify(user);
    await fetch(new URL("/users", url), { method: "POST", body });
    child.kill("SIGTERM");
    await once(child, "exit");
    return length;
  }

  test("begins with the seed users, and keeps what was stored", async () => {
    expect(await storedUsers()).toBe(1000);
    expect(await storedUsers()).toBe(1001);
    expect(await storedUsers("--fresh")).toBe(1000);
    const aside = join(state, "saved", "01-naive", "data");
    const [folder = ""] = readdirSync(aside);
    const kept = readFileSync(join(aside, folder, "users.json"), "utf8");
    expect(JSON.parse(kept)).toHaveLength(1002);
  });
});

// Windows has no signals to send.
const onPosix = process.platform === "win32" ? test.skip : test;

describe.each([[[]], [["--no-watch"]]])("step 1 --json %j", (words) => {
  test("tells in one line where it answers", async () => {
    const { child, url, pid, ...rest } = await ready("1", ...words);
    const answer = await fetch(new URL("/healthz", url));

    expect(child.exitCode).toBeNull();
    expect(rest).toEqual({ step: 1, services: [] });
    expect(pid).toEqual(expect.any(Number));
    expect(await answer.json()).toEqual({ status: "ok" });
  });

  onPosix.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "ends its server on %s and exits with %i",
    async (signal, code) => {
      const { child, url } = await ready("1", ...words);

      child.kill(signal);

      expect(await once(child, "exit")).toEqual([code, null]);
      await expect(fetch(url)).rejects.toThrow();
    },
  );
});

describe("step", () => {
  test("ends when the process that started it is killed", async () => {
    const words = [
      "scripts/cli/start.js",
      "step",
      "1",
      "--json",
      "--port",
      "0",
    ];
    const program = `require("node:child_process")
      .spawn(process.execPath, ${JSON.stringify(words)}, { stdio: "inherit" })`;
    const parent = spawn(process.execPath, ["-e", program], {
      cwd: root,
      env: cliEnvironment({ WORKSHOP_STATE: state }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.push(parent);
    const { url } = JSON.parse(await new LineReader(parent).next());
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {}); // A reset, by the death of the server.
    await once(socket, "connect");

    parent.kill("SIGKILL");

    await cut(socket);
  });

  test("introduces the step before what its server prints", async () => {
    const introduced = await step("6").lines.until("Ctrl-C ends it.");

    expect(introduced[0]).toMatch(/^Step 6: Guards {2}http:\/\/localhost:\d+$/);
    expect(introduced.join("\n")).toContain('-H "x-api-key: workshop-key"');
  });

  test("leaves the whole server where it says", async () => {
    const introduced = await step("2").lines.until("Ctrl-C ends it.");

    const [, folder = ""] =
      /^All its modules: (.*)$/m.exec(introduced.join("\n")) ?? [];
    expect(folder).toBe(join(state, "servers", "02-event-loop"));
    expect(readdirSync(folder)).toContain("README.md");
    expect(readdirSync(join(folder, "src"))).toContain("server.ts");
  });

  test("ends without a word when its output is read no more", async () => {
    const { child, lines } = step("3");
    const [title = ""] = await lines.until("Ctrl-C ends it.");
    const [url = ""] = /http:\S+/.exec(title) ?? [];
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    const closed = once(child, "close");

    child.stdout?.destroy();
    await fetch(url).catch(() => {}); // It is logged.

    expect(await closed).toEqual([141, null]);
    expect(errors).toBe("");
  });

  test("passes --env on, over the step's own values", async () => {
    const { lines } = step("6", "--env", "API_KEY=a-key-of-my-own");

    const introduced = await lines.until("Ctrl-C ends it.");

    expect(introduced.join("\n")).toContain('-H "x-api-key: a-key-of-my-own"');
  });

  test("without a watcher ends with its server, by exit code 1", async () => {
    const { child, pid } = await ready("1", "--no-watch");

    process.kill(pid, "SIGKILL");

    expect(await once(child, "exit")).toEqual([1, null]);
  });

  test("names a port that is taken and the way out", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    if (typeof address !== "object" || address === null) throw new Error();

    const { code, stdout, stderr } = await runCli(["step", "1"], {
      PORT: String(address.port),
      WORKSHOP_STATE: state,
    });
    holder.close();

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Port \d+ is taken.* npm run step 1 -- --port \d+\n$/,
    );
  });

  test.each([[[]], [["--no-watch"]]])(
    "ends in one line where its environment is wrong: %j",
    async (words) => {
      const wrong = ["--env", "RATE_LIMIT=many", "--port", "0"];
      const result = await runCli(["step", "6", ...words, ...wrong], {
        WORKSHOP_STATE: state,
      });

      expect(result).toEqual({
        code: 1,
        stdout: "",
        stderr:
          'Wrong environment: RATE_LIMIT: Invalid input: expected number, received "many"\n',
      });
    },
  );

  test("says in one line where data cannot be kept", async () => {
    const { code, stderr } = await runCli(["step", "1", "--port", "0"], {
      WORKSHOP_STATE: join(__filename, "state"),
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The server has no place for its data: [^\n]+ WORKSHOP_STATE\.\n$/,
    );
  });
});

test("step 3 --traces says from which step on there are traces", async () => {
  const { code, stderr } = await runCli(["step", "3", "--traces"]);

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "Step 3 has no traces. Type: npm run step 12 -- --traces\n",
  });
});

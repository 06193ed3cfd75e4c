// Proves that each step, ejected, compiles, passes its tests and serves alone.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { parse } from "yaml";
import { directoryName, type Step, steps } from "../../../steps/steps";
import { ownDockerfile } from "../../eject/project/extra-files";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { root } from "../../servers/host/paths";
import { UserError } from "../../servers/host/user-error";
import { startServer } from "../../servers/start/start-server";
import { command, eject } from "./eject";
import { runCli } from "./fixtures/run-cli";

const clean = { code: 0, output: "" };

/** All of them under one roof, with the packages that npm would install. */
const roof = writeTree({});
const projects = new Map(steps.map((step) => [step, ejected(step)]));
lendPackages(roof);

/** Ejects a step, and gives it the environment of its example. */
function ejected(step: Step): string {
  const { directory } = eject(
    String(step.number),
    join(roof, directoryName(step)),
  );
  copyFileSync(join(directory, ".env.example"), join(directory, ".env"));
  return directory;
}

function lendPackages(directory: string): void {
  const own = join(directory, "node_modules");
  symlinkSync(join(root, "node_modules"), own, "junction");
}

/** Runs a package's program in the project; resolves to all that it printed. */
async function run(directory: string, program: string, ...words: string[]) {
  const child = spawn(process.execPath, [require.resolve(program), ...words], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code, output };
}

/** Runs the Dockerfile's health check here; resolves to its exit code. */
async function healthcheck(directory: string, port: number): Promise<number> {
  const places = ["Dockerfile", ownDockerfile].map((it) => join(directory, it));
  const file = places.find((it) => existsSync(it)) ?? "";
  const [, list = ""] =
    /HEALTHCHECK[^[]*CMD (\[.*\])$/m.exec(readFileSync(file, "utf8")) ?? [];
  const [, ...words]: string[] = JSON.parse(list);
  const child = spawn(process.execPath, words, {
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  return code;
}

describe("each step, ejected", () => {
  // Tests included, and all at once: the types of the packages are checked once.
  test("compiles", async () => {
    const [first = ""] = projects.values();
    const { compilerOptions } = JSON.parse(
      readFileSync(join(first, "tsconfig.json"), "utf8"),
    );
    const all = { ...compilerOptions, noEmit: false, outDir: "dist" };
    const configuration = { compilerOptions: all, include: ["*/src"] };
    writeFileSync(join(roof, "tsconfig.json"), JSON.stringify(configuration));

    expect(await run(roof, "typescript/bin/tsc", "--rootDir", ".")).toEqual(
      clean,
    );
  });

  test.each(steps.map((step) => [directoryName(step), step] as const))(
    "%s serves with the environment of its example",
    async (name, step) => {
      const directory = projects.get(step) ?? "";

      const server = await startServer({
        entry: join(roof, "dist", name, "src", "server.js"),
        execArgv: [`--env-file=${join(directory, ".env")}`],
        env: { DATA_DIR: join(directory, "data") },
      });
      const healthy = await healthcheck(directory, server.port);
      await server.stop();
      const gone = await healthcheck(directory, server.port);

      expect([healthy, gone]).toEqual([0, 1]);
    },
  );
});

describe("the last step, ejected", () => {
  const directory = projects.get(lastStep()) ?? "";

  test("lints by its script, as it was written", async () => {
    const { output, code } = await run(
      directory,
      "@biomejs/biome/bin/biome",
      "check",
    );

    expect(output).toMatch(/^Checked \d+ files in .*No fixes applied\.\n$/);
    expect(code).toBe(0);
  });

  test("builds by its script, and passes its unit tests", async () => {
    const build = ["--project", "tsconfig.build.json"];

    expect(await run(directory, "typescript/bin/tsc", ...build)).toEqual(clean);
    writeFileSync(join(directory, "src", "mine.test.ts"), testOfTheReader);
    const { code, output } = await run(directory, "jest/bin/jest", "--ci");

    expect(output).toMatch(/Tests: +[1-9]\d* passed, \d+ total/);
    expect(code).toBe(0);
  });

  test("has files for other machines, which name files that are there", () => {
    const compose = parse(
      readFileSync(join(directory, "deploy/compose.yaml"), "utf8"),
    );
    const { node1, nginx } = compose.services;
    const context = join(directory, "deploy", node1.build.context);
    const [template = ""] = nginx.volumes[0].split(":");

    const named = [
      join(context, node1.build.dockerfile),
      ...["package.json", "tsconfig.build.json", "src/server.ts"].map((it) =>
        join(context, it),
      ),
      join(directory, "deploy", template),
    ];
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });
});

/** Loads all of the app, so also packages that Jest cannot load as they are. */
const testOfTheReader = `
import { expect, test } from "@jest/globals";
import { createApp } from "./app";
test("the app loads", () => expect(createApp).toBeInstanceOf(Function));
`;

function lastStep(): Step {
  const last = steps.at(-1);
  if (!last) throw new Error("There are no steps.");
  return last;
}

describe("eject", () => {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  afterAll(() => write.mockRestore());

  test("says with --json what it wrote", async () => {
    const directory = join(writeTree({}), "my api");

    await command().parseAsync(["1", directory, "--json"], {
      from: "user",
    });

    const written = JSON.parse(String(write.mock.calls.at(-1)?.[0]));
    expect(written).toMatchObject({ step: "01-naive", directory });
    expect(written.files).toContain("src/server.ts");
    for (const file of written.files) {
      expect(existsSync(join(directory, file))).toBe(true);
    }
  });

  test("names the project after its folder", () => {
    const directory = join(writeTree({}), "My Api");

    eject("1", directory);

    const manifest = readFileSync(join(directory, "package.json"), "utf8");
    expect(JSON.parse(manifest).name).toBe("my-api");
  });

  test("writes nothing over", () => {
    const directory = writeTree({ "src/server.ts": "mine" });

    expect(() => eject("1", directory)).toThrow("is not empty");
    expect(readFileSync(join(directory, "src/server.ts"), "utf8")).toBe("mine");
  });

  test.each([
    [undefined, undefined, "Which step?"],
    ["99", "api", 'There is no step "99"'],
    ["3", undefined, "Into which folder? npm run eject 3 ../my-api"],
  ])("refuses the words %s %s", (step, directory, line) => {
    expect(() => eject(step, directory)).toThrow(UserError);
    expect(() => eject(step, directory)).toThrow(line);
  });

  // By a process: whatever spins there can be ended.
  const testOnLinux = process.platform === "linux" ? test : test.skip;
  testOnLinux("refuses a folder under /proc in one line", async () => {
    const { code, stderr } = await runCli(["eject", "13", "/proc/x"]);

    expect(stderr).toBe(
      "/proc/x cannot hold a project, as /proc is not on a disk: name another folder.\n",
    );
    expect(code).toBe(2);
  });
});

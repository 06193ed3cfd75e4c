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
import { directoryName, type Step, steps } from "../../steps/steps";
import { writeTree } from "../modules/fixtures/write-tree";
import { startServer } from "../servers/start-server";
import { UserError } from "../terminal/user-error";
import { root } from "../workshop/paths";
import { eject, ejectCommand } from "./eject";

/** Tests included, unlike `npm run build`: one run checks all types. */
const emitting = ["--noEmit", "false", "--outDir", "dist", "--rootDir", "src"];
const clean = { code: 0, output: "" };

/** Ejects a step, and lends it the packages that npm would install. */
function ejected(step: Step): string {
  const { directory } = eject(String(step.number), join(writeTree({}), "api"));
  symlinkSync(
    join(root, "node_modules"),
    join(directory, "node_modules"),
    "junction",
  );
  copyFileSync(join(directory, ".env.example"), join(directory, ".env"));
  return directory;
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
  const dockerfile = readFileSync(join(directory, "Dockerfile"), "utf8");
  const [, list = ""] = /HEALTHCHECK[^[]*CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [, ...words]: string[] = JSON.parse(list);
  const child = spawn(process.execPath, words, {
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  return code;
}

describe.each(steps.map((step) => [directoryName(step), step] as const))(
  "steps/%s, ejected",
  (_, step) => {
    test("compiles, and serves with the environment of its example", async () => {
      const directory = ejected(step);

      expect(await run(directory, "typescript/bin/tsc", ...emitting)).toEqual(
        clean,
      );
      const server = await startServer({
        entry: join(directory, "dist", "server.js"),
        execArgv: [`--env-file=${join(directory, ".env")}`],
        env: { DATA_DIR: join(directory, "data") },
      });
      const healthy = await healthcheck(directory, server.port);
      await server.stop();
      const gone = await healthcheck(directory, server.port);

      expect([healthy, gone]).toEqual([0, 1]);
    }, 60_000);
  },
);

test("the last step builds by its script, and passes its unit tests", async () => {
  const directory = ejected(lastStep());
  const build = ["--project", "tsconfig.build.json"];

  expect(await run(directory, "typescript/bin/tsc", ...build)).toEqual(clean);
  writeFileSync(join(directory, "src", "mine.test.ts"), testOfTheReader);
  const { code, output } = await run(directory, "jest/bin/jest", "--ci");

  expect(output).toMatch(/Tests: +[1-9]\d* passed, \d+ total/);
  expect(code).toBe(0);
}, 60_000);

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

    await ejectCommand().parseAsync(["1", directory, "--json"], {
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
});

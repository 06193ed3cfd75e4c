// Proves that the primary of each step with workers starts without the app and its packages: those are the workers'.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { hasFeature, steps } from "../../steps/steps";
import { stepDirectory } from "../servers/host/paths";
import { typescriptArgs } from "../servers/start/child-environment";

const run = promisify(execFile);
const env = {
  ...process.env,
  // Nothing listens there: the primary ends before it asks.
  DATABASE_URL: "postgres://localhost:1/none",
  API_KEY: "a-key-for-tests",
  JWT_SECRET: "a-secret-for-tests-of-32-bytes-or-more",
};

/** The packages that are loaded by the time a module has been. */
async function packagesLoadedBy(file: string): Promise<string[]> {
  const code = `require(${JSON.stringify(file)});
    console.log(JSON.stringify(Object.keys(require.cache)));
    process.exit();`;
  const args = [...typescriptArgs(), "-e", code];
  const { stdout } = await run(process.execPath, args, { env });
  const files: string[] = JSON.parse(stdout);
  return files.flatMap(
    (path) =>
      /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(
        path.replaceAll("\\", "/"),
      )?.[1] ?? [],
  );
}

const clustered = steps.filter((step) => hasFeature(step, "workers"));

test.each(clustered.map((step) => [step.number, step] as const))(
  "the primary of step %i loads no app",
  async (_number, step) => {
    const server = join(stepDirectory(step), "server.ts");

    const loaded = new Set(await packagesLoadedBy(server));

    expect(loaded).toContain("winston");
    for (const name of ["express", "helmet", "jose", "ioredis", "piscina"]) {
      expect(loaded).not.toContain(name);
    }
  },
);

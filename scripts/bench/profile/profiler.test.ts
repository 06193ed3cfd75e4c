// Proves that the profiles are those of the processes that answer, by the lines that a reader knows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { root } from "../../servers/host/paths";
import { temporaryFolder } from "../../servers/host/temporary-folder";
import {
  type RunningServer,
  startServer,
} from "../../servers/start/start-server";
import { openProfiler, type WorkerProfile } from "./profiler";
import { summariseProfile } from "./summary";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Profiles a server while `use` has its way with it. */
async function profilesOf(
  entry: string,
  env: Record<string, string>,
  use: (server: RunningServer) => Promise<void>,
): Promise<{ profiles: WorkerProfile[]; server: RunningServer }> {
  const profiler = await openProfiler();
  ends.push(profiler.close);
  const server = await startServer({
    ...{ entry: join(root, entry), execArgv: [...profiler.execArgv] },
    env: { ...env, ...profiler.env },
  });
  ends.push(server.stop);
  const workers = await profiler.workers(server.listeningPids());
  await Promise.all(workers.map((worker) => worker.start()));
  await use(server);
  const profiles = await Promise.all(workers.map((worker) => worker.stop()));
  return { profiles, server };
}

describe("the profile of step 1 under 300 requests", () => {
  test("has the handler, at the line of the TypeScript where it begins", async () => {
    const data = temporaryFolder("profiled");
    ends.push(async () => data.remove());
    const entry = "steps/01-naive/server.ts";
    const env = { DATA_DIR: data.path, SEED_USERS: "1000" };

    const { profiles, server } = await profilesOf(
      entry,
      env,
      async ({ url }) => {
        for (let sent = 0; sent < 300; sent += 1) {
          await (await fetch(`${url}/users`)).arrayBuffer();
        }
      },
    );

    const [first] = profiles;
    expect(profiles).toHaveLength(1);
    expect(first).toMatchObject({ pid: server.pid, threads: 0 });
    const { functions } = summariseProfile(first?.profile ?? never());
    const lines = readFileSync(join(root, entry), "utf8").split("\n");
    const named = functions
      .filter(({ place }) => place.startsWith(`${entry}:`))
      .map(({ place }) => lines[Number(place.split(":")[1]) - 1]);
    expect(named).toContainEqual(expect.stringMatching(/app\.get\("\/users"/));
  });
});

describe("the profiles of a cluster", () => {
  test("are those of its workers, and not of the primary", async () => {
    const entry = "scripts/servers/start/fixtures/cluster.ts";

    const { profiles, server } = await profilesOf(entry, {}, async () => {});

    expect(profiles.map(({ worker }) => worker)).toEqual([1, 2]);
    expect(profiles.map(({ pid }) => pid)).not.toContain(server.pid);
  });
});

describe("a worker that ends while it is profiled", () => {
  test("is said to have ended, and is waited for no longer", async () => {
    const entry = "scripts/servers/start/fixtures/answers.ts";

    const taken = profilesOf(entry, {}, ({ stop }) => stop());

    await expect(taken).rejects.toThrow(/ended while it was profiled/);
  });
});

function never(): never {
  throw new Error("there is no profile");
}

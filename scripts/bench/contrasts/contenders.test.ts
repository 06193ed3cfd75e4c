// Proves that the contenders of a list respond alike, but for what a feature adds.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  type RunningServer,
  startServer,
} from "../../servers/start/start-server";
import { checkSides } from "../run/calibrate";
import type { Side } from "../sides/sides";
import { list } from "../workloads/timed-workloads";
import { contrastsNamed } from "./named";

/** Those with all features: their pieces are in the same files. */
const contrasts = contrastsNamed("pieces")
  .filter(({ a }) => a.name === "bare Express")
  .map((contrast) => ({ ...contrast, workload: list }));

function start(side: Side): Promise<RunningServer> {
  if (side.kind !== "server") throw new Error("a contender is started");
  const { entry, env, execArgv } = side;
  const settings = { SEED_USERS: "100", LOG_LEVEL: "info", ...env };
  return startServer({ entry, env: settings, execArgv: [...execArgv] });
}

let bare: RunningServer;
beforeAll(async () => {
  const [first] = contrasts;
  if (!first) throw new Error("the list has a contrast with bare Express");
  bare = await start(first.a);
});
afterAll(() => bare.stop());

test.each(contrasts.map((contrast) => [contrast.b.name, contrast] as const))(
  "%s responds as bare Express does, at first and once it has a page ready",
  async (_name, contrast) => {
    const other = await start(contrast.b);
    try {
      for (const _time of ["first", "second"]) {
        const found = await checkSides(contrast, bare.url, other.url);
        expect(found.map(({ difference }) => difference)).not.toContain("body");
      }
    } finally {
      await other.stop();
    }
  },
);

// Proves that what is put in for the proof is what is there to be found.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { serverDelta } from "../probe/snapshot";
import { tinySide } from "../run/fixtures/tiny-runs";
import { openSide } from "../sides/open-side";
import { SampleServices } from "../sides/sample-services";
import { slowerSide } from "./trial";

test("every request costs at least the CPU time that was added", async () => {
  const folder = mkdtempSync(join(tmpdir(), "slower-"));
  const side = slowerSide(tinySide("step 1"), 5000);
  const server = await openSide(side, {
    folder,
    users: 0,
    services: new SampleServices(),
  });
  try {
    const before = await server.snapshot({ resetDelay: true });
    for (let request = 0; request < 10; request++) await fetch(server.url);
    const after = await server.snapshot();
    const [delta] = serverDelta(before, after).processes;
    expect(side.name).toBe("step 1 with 5000.0 µs more");
    expect(delta?.requestsStarted).toBe(10);
    const cpuMs = (delta?.cpuUserMs ?? 0) + (delta?.cpuSystemMs ?? 0);
    expect(cpuMs).toBeGreaterThanOrEqual(50);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

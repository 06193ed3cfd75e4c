// Proves that nothing is lost or counted twice when windows become one.
import { expect, test } from "@jest/globals";
import { syntheticSample } from "../fixtures/synthetic";
import { mergeWindows } from "./merge-windows";
import type { WindowResult } from "./window-result";

function windowOf(latency: number, answers: number): WindowResult {
  const { open } = syntheticSample({ latency, answers, lost: 1 });
  if (!open) throw new Error("the synthetic sample has a window");
  return open.load;
}

test("ledgers, latencies, times and costs add up", () => {
  const merged = mergeWindows([windowOf(1000, 30), windowOf(9000, 10)]);
  expect(merged.ledger).toMatchObject({ sent: 42, ok: 40, reset: 2 });
  expect(merged.kinds.page?.ledger).toEqual(merged.ledger);
  expect(merged.kinds.page?.latency).toMatchObject({ count: 40, p50: 1000 });
  expect(merged.kinds.page?.latency.p90).toBeGreaterThan(8000);
  expect(merged).toMatchObject({ sendingMs: 2000, client: { cpuMs: 20 } });
});

test("one window that is unusable makes all of them so", () => {
  const lost = { ...windowOf(1000, 1), unusable: "requests were lost" };
  expect(mergeWindows([windowOf(1000, 1), lost]).unusable).toBe(
    "requests were lost",
  );
});

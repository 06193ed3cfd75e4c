// Proves that callers share calls, and that no result is older than its request.
import { describe, expect, test } from "@jest/globals";
import { coalesce } from "./coalesce";

/** Calls that end when the test says so. */
function calls() {
  const open: { batchSize: number; end: (result: string) => void }[] = [];
  const failing: ((reason: Error) => void)[] = [];
  const call = (batchSize: number) =>
    new Promise<string>((resolve, reject) => {
      open.push({ batchSize, end: resolve });
      failing.push(reject);
    });
  return { open, failing, call };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("coalesce", () => {
  test("calls for the first caller at once, and once for all that arrive meanwhile", async () => {
    const { open, call } = calls();
    const ask = coalesce<string>();

    const first = ask("users", call);
    const others = [1, 2, 3].map(() => ask("users", call));
    expect(open.map(({ batchSize }) => batchSize)).toEqual([1]);
    open[0]?.end("one");
    await turn();
    expect(open.map(({ batchSize }) => batchSize)).toEqual([1, 3]);
    open[1]?.end("two");

    expect(await first).toEqual({ result: "one", index: 0, batchSize: 1 });
    const shared = { result: "two", batchSize: 3 };
    expect(await Promise.all(others)).toEqual(
      [0, 1, 2].map((index) => ({ ...shared, index })),
    );
  });

  test("never returns the result of a call that began before the caller asked", async () => {
    const { open, call } = calls();
    const ask = coalesce<string>();
    void ask("users", call);

    const later = ask("users", call);
    open[0]?.end("old");
    await turn();
    open[1]?.end("new");

    expect((await later).result).toBe("new");
  });

  test("keeps keys apart", async () => {
    const { open, call } = calls();
    const ask = coalesce<string>();

    void ask("users", call);
    void ask("orders", call);

    expect(open.map(({ batchSize }) => batchSize)).toEqual([1, 1]);
  });

  test("rejects all callers that shared a failed call, and goes on", async () => {
    const { open, failing, call } = calls();
    const ask = coalesce<string>();
    const first = ask("users", call);
    const second = ask("users", call);

    failing[0]?.(new Error("down"));
    await expect(first).rejects.toThrow("down");
    await turn();
    open[1]?.end("back");

    expect((await second).result).toBe("back");
  });
});

// Proves that askers share calls, and that no answer is older than its question.
import { describe, expect, test } from "@jest/globals";
import { coalesce } from "./coalesce";

/** Calls that end when the test says so. */
function calls() {
  const open: { askers: number; end: (result: string) => void }[] = [];
  const failing: ((reason: Error) => void)[] = [];
  const call = (askers: number) =>
    new Promise<string>((resolve, reject) => {
      open.push({ askers, end: resolve });
      failing.push(reject);
    });
  return { open, failing, call };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("coalesce", () => {
  test("asks for the first at once, and for all that come meanwhile with one call", async () => {
    const { open, call } = calls();
    const ask = coalesce<string>();

    const first = ask("users", call);
    const others = [1, 2, 3].map(() => ask("users", call));
    expect(open.map(({ askers }) => askers)).toEqual([1]);
    open[0]?.end("one");
    await turn();
    expect(open.map(({ askers }) => askers)).toEqual([1, 3]);
    open[1]?.end("two");

    expect(await first).toEqual({ result: "one", place: 1, askers: 1 });
    const shared = { result: "two", askers: 3 };
    expect(await Promise.all(others)).toEqual(
      [1, 2, 3].map((place) => ({ ...shared, place })),
    );
  });

  test("never hands out the answer of a call that began before the question", async () => {
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

    expect(open.map(({ askers }) => askers)).toEqual([1, 1]);
  });

  test("fails those who shared a failed call, and goes on", async () => {
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

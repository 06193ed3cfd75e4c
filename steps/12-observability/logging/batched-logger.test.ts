// Proves that winston's lines arrive whole, each with the request that it belongs to.
import { once } from "node:events";
import { Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { batchedLogger } from "./batched-logger";
import { withContext } from "./request-context";

function logging() {
  let text = "";
  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const { logger } = batchedLogger("info", { output });
  return {
    logger,
    async entries(): Promise<Record<string, unknown>[]> {
      const finished = once(logger, "finish");
      logger.end();
      await finished;
      await nextTurn();
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
  };
}

describe("a batched logger", () => {
  test("loses no line that was logged before it ended", async () => {
    const { logger, entries } = logging();

    for (let line = 0; line < 10_000; line++) logger.info("line", { line });

    const lines = (await entries()).map((entry) => entry.line);
    expect(lines).toEqual(Array.from({ length: 10_000 }, (_, line) => line));
  });

  test("writes level, message, time and what else was told", async () => {
    const { logger, entries } = logging();

    logger.warn("tea is out", { left: 0 });
    logger.debug("not asked for");

    const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(await entries()).toEqual([
      { level: "warn", message: "tea is out", left: 0, timestamp },
    ]);
  });

  test("writes the id of the request, however far away it began", async () => {
    const { logger, entries } = logging();

    async function deepInside(what: string) {
      await nextTurn();
      logger.info(what);
    }
    await Promise.all([
      withContext({ requestId: "one" }, () => deepInside("first")),
      withContext({ requestId: "two" }, () => deepInside("second")),
    ]);
    logger.info("nobody's");

    const ids = (await entries()).map((it) => [it.message, it.requestId]);
    expect(ids).toEqual([
      ["first", "one"],
      ["second", "two"],
      ["nobody's", undefined],
    ]);
  });

  test("keeps to one line, whatever it is told", async () => {
    const { logger, entries } = logging();
    const circle: Record<string, unknown> = { text: "a\nb" };
    circle.itself = circle;

    logger.info("a\nforged line");
    logger.info("a circle", { circle });
    logger.info("a number", { large: 1n });
    logger.error("an error", { error: new Error("out of tea") });

    const logged = (await entries()).map(({ message, error }) => ({
      message,
      error,
    }));
    expect(logged).toEqual([
      { message: "a\nforged line", error: undefined },
      { message: "a circle", error: undefined },
      { message: "a number", error: undefined },
      {
        message: "an error",
        error: expect.stringMatching(/^Error: out of tea/),
      },
    ]);
  });
});

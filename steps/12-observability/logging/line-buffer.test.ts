// Proves what becomes of lines: many at once, in order, and never more of them than there is room for.
import { Writable } from "node:stream";
import { describe, expect, jest, test } from "@jest/globals";
import { LineBuffer } from "./line-buffer";

/** An output that says when it has taken something, or that it could not. */
function outputs() {
  const written: string[] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      written.push(String(text));
      waiting.push(done);
    },
  });
  return { output, written, take: (error?: Error) => waiting.shift()?.(error) };
}

describe("a line buffer", () => {
  test("writes the lines of a while at once, in order", () => {
    jest.useFakeTimers();
    const { output, written } = outputs();
    const buffer = new LineBuffer(output, { delayMs: 50 });

    for (const line of ["one", "two", "three"]) buffer.add(line);
    const before = [...written];
    jest.advanceTimersByTime(50);
    jest.useRealTimers();

    expect({ before, written }).toEqual({
      before: [],
      written: ["one\ntwo\nthree\n"],
    });
  });

  test("writes at once when a batch is full", () => {
    const { output, written } = outputs();
    const buffer = new LineBuffer(output, { batch: 8 });

    buffer.add("1234");
    buffer.add("5678");

    expect(written).toEqual(["1234\n5678\n"]);
  });

  test("hands over all of it at the end, behind what is on its way", () => {
    const { output, written, take } = outputs();
    const buffer = new LineBuffer(output, { batch: 1 });
    buffer.add("first");
    buffer.add("second");

    buffer.flushAll();
    take();

    expect(written).toEqual(["first\n", "second\n"]);
  });
});

describe("an output that takes nothing", () => {
  test("is given one write, however many lines there are", () => {
    const { output, written } = outputs();
    const buffer = new LineBuffer(output, { batch: 1 });

    for (let line = 0; line < 100; line++) buffer.add(`line ${line}`);

    expect(written).toEqual(["line 0\n"]);
  });

  test("costs lines beyond the limit, which are counted and reported", () => {
    const { output, written, take } = outputs();
    const buffer = new LineBuffer(output, { batch: 1, limit: 11 });
    for (const line of ["aaa", "bbb", "ccc", "ddd", "eee"]) buffer.add(line);
    const { dropped } = buffer;

    take();

    expect(dropped).toBe(2);
    expect(written).toEqual(["aaa\n", "bbb\nccc\n2 lines were dropped\n"]);
  });
});

describe("an output that fails", () => {
  test("costs the lines of that write, and no other, and nobody dies", async () => {
    const { output, take } = outputs();
    const buffer = new LineBuffer(output, { batch: 1 });
    buffer.add("lost");

    take(new Error("no space left on device"));

    expect(buffer.dropped).toBe(1);
  });

  test("does so where it throws as well", () => {
    const { output } = outputs();
    output.write = () => {
      throw new Error("no space left on device");
    };
    const buffer = new LineBuffer(output, { batch: 1 });

    buffer.add("lost");

    expect(buffer.dropped).toBe(1);
  });
});

// Proves that lines are passed on whole, and no faster than they are taken.

import { PassThrough, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { passOn } from "./worker-output";

/** An output that takes one text after another, each when it is told to. */
function slowOutput() {
  const texts: string[] = [];
  let take = () => {};
  const output = new Writable({
    write(chunk, _encoding, done) {
      texts.push(String(chunk));
      take = done;
    },
  });
  /** Resolves once it has been given so many. */
  async function given(count: number): Promise<void> {
    while (texts.length < count) await setImmediate();
  }
  return { output, texts, given, take: () => take() };
}

/** For all that is under way without a timer. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await setImmediate();
}

test("the end of a line waits for the rest of it", async () => {
  const worker = new PassThrough();
  const { output, texts, given, take } = slowOutput();
  void passOn(worker, output);

  worker.write("one\ntw");
  await given(1);
  const before = [...texts];
  take();
  worker.write("o\n");
  await given(2);

  expect(before).toEqual(["one\n"]);
  expect(texts).toEqual(["one\n", "two\n"]);
});

test("the last line need not end, and then all of it is written", async () => {
  const worker = new PassThrough();
  const { output, texts, given, take } = slowOutput();
  const passed = passOn(worker, output);

  worker.end("a stack trace\nand a word");
  await given(1);
  take();
  await given(2);
  take();
  await passed;

  expect(texts).toEqual(["a stack trace\n", "and a word"]);
});

test("what an output does not take stays with the worker", async () => {
  const worker = new PassThrough();
  const { output, texts } = slowOutput();
  void passOn(worker, output);

  let wants = true;
  for (let line = 0; line < 1000 && wants; line++) {
    wants = worker.write(`${"x".repeat(1000)}\n`);
    await settled();
  }

  expect(wants).toBe(false);
  expect(texts).toHaveLength(1);
});

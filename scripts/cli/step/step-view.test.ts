// Proves what a terminal is told of a server, in whatever order things happen.
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { findStep } from "../../servers/host/find-step";
import { StepView } from "./step-view";

const url = "http://localhost:3000";
const server = { url, pid: 1 };
const step = findStep("1", "step");

let written: string[];
beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

function view(json = false): StepView {
  const run = { step, entry: "steps/01-naive/server.ts", env: {} };
  const services = ["a database"];
  return new StepView({ ...run, json, services, wholeServer: "servers/1" });
}

/** What was written, the introduction by its first line. */
function shown(): string[] {
  return written.map((text) => text.split("\n")[0] ?? "");
}

test("a server is introduced, and then what it printed follows", () => {
  const shows = view();
  shows.output("listening\n");

  shows.ready(server, []);

  expect(shown()).toEqual([`Step 1: ${step.title}  ${url}`, "listening"]);
});

test("one that takes long is introduced when it is ready", () => {
  const shows = view();
  shows.silent();

  shows.ready(server, []);

  expect(shown()).toEqual([
    "The server runs, but has not listened on a port yet.",
    `Step 1: ${step.title}  ${url}`,
  ]);
});

test("one that crashed first tells programs where it is", () => {
  const shows = view(true);
  shows.ended("crashed");

  shows.ready(server, ["server.ts"]);

  expect(JSON.parse(written.at(-1) ?? "")).toMatchObject({ step: 1, url });
});

test("what has been introduced is started again", () => {
  const shows = view();
  shows.ready(server, []);
  shows.ended("ended");

  shows.ready(server, []);

  expect(shown().at(-1)).toBe("Started again: it had ended.");
});

test("the requests to begin with end the line of their response", () => {
  view().ready(server, []);

  const requests = written.join("").match(/curl .*/g) ?? [];

  expect(requests).toHaveLength(3);
  for (const it of requests) expect(it).toMatch(/^curl -w '\\n' /);
});

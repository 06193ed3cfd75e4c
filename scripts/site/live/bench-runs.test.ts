// Proves that a slide's bench is one at a time, is heard while it runs, and ends with whoever looks.

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import express from "express";
import {
  type Listening,
  listening,
} from "../../../steps/03-middleware/http/fixtures/listening";
import { notFound } from "../../../steps/04-errors/errors/not-found";
import { type BenchRuns, benchRuns } from "./bench-runs";

/** Says a line, then goes on until it is asked to end. */
const endless = `console.error("measuring step", process.argv[1]);
  setInterval(() => {}, 1000);`;

let runs: BenchRuns;
let server: Listening;

async function serve(program: string): Promise<void> {
  runs = benchRuns({ command: (step) => ["-e", program, String(step)] });
  const app = express();
  app.post("/bench/:step", runs.run);
  app.use(notFound());
  app.use(((error, _req, res, _next) => {
    res.status(error.status).json({ code: error.code });
  }) satisfies express.ErrorRequestHandler);
  server = await listening(app);
}

beforeEach(() => serve(endless));
afterEach(async () => {
  await runs.close();
  await server.close();
});

function start(step: number, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.url}/bench/${step}`, { method: "POST", signal });
}

async function firstWords({ body }: Response): Promise<string> {
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    return chunk;
  }
  return "";
}

describe("a bench from a slide", () => {
  test("is heard while it runs", async () => {
    const response = await start(3);

    expect(response.status).toBe(200);
    expect(await firstWords(response)).toBe("measuring step 3\n");
  });

  test("is alone", async () => {
    const first = await start(3);
    const second = await start(4);

    expect(second.status).toBe(409);
    await first.body?.cancel();
  });

  test("ends when nobody looks any more, and another may begin", async () => {
    const controller = new AbortController();
    await start(3, controller.signal);

    controller.abort();

    let response = await start(4);
    while (response.status === 409) response = await start(4);
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });

  test("that cannot be started is one line, and the site goes on", async () => {
    const { execPath } = process;
    process.execPath = "/nowhere/node";

    const response = await start(3);
    process.execPath = execPath;

    expect(response.status).toBe(503);
    expect((await start(4)).status).toBe(200);
  });

  test("is of a step", async () => {
    expect((await start(99)).status).toBe(404);
  });
});

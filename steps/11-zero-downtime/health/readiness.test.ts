// Proves what the readiness check answers from a process's start to its end.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { Readiness, readiness } from "./readiness";

async function answerOf(state: Readiness) {
  const app = express().get("/readyz", readiness(state));
  const { status, body } = await request(app).get("/readyz");
  return { status, body };
}

describe("GET /readyz", () => {
  test.each([
    ["starts", () => {}, 503, "starting"],
    ["is prepared", (state: Readiness) => state.prepared(), 200, "ready"],
    ["drains", (state: Readiness) => state.draining(), 503, "draining"],
  ])("while the process %s", async (_when, change, status, said) => {
    const state = new Readiness();
    change(state);

    expect(await answerOf(state)).toEqual({ status, body: { status: said } });
  });

  test("a process that drains does not get ready any more", () => {
    const state = new Readiness();
    state.draining();
    state.prepared();

    expect(state.state).toBe("draining");
  });
});

// Proves what the readiness check answers from a process's start to its end.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { Readiness, readiness } from "./readiness";

const never = new Promise(() => {});

async function responseOf(state: Readiness) {
  const app = express().get("/readyz", readiness(state));
  const { status, body } = await request(app).get("/readyz");
  return { status, body };
}

describe("GET /readyz", () => {
  test("is a 503 while the process starts", async () => {
    const response = await responseOf(new Readiness(never));

    expect(response).toEqual({ status: 503, body: { status: "starting" } });
  });

  test("is a 200 once the process is prepared", async () => {
    const response = await responseOf(new Readiness(Promise.resolve()));

    expect(response).toEqual({ status: 200, body: { status: "ready" } });
  });

  test("is a 503 while the process drains, also if it is prepared only then", async () => {
    const prepared = Promise.withResolvers();
    const state = new Readiness(prepared.promise);

    state.draining();
    prepared.resolve(undefined);

    const response = await responseOf(state);
    expect(response).toEqual({ status: 503, body: { status: "draining" } });
  });
});

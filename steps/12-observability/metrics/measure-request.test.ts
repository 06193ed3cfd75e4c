// Proves under which status a request is counted, whatever becomes of it.
import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "@jest/globals";
import { Registry } from "@prometheus-io/client";
import express from "express";
import request from "supertest";
import { listening } from "../../03-middleware/http/fixtures/listening";
import { onFinished } from "../middleware/on-finished";
import { measureRequest } from "./measure-request";
import { type RequestMetrics, requestMetrics } from "./request-metrics";

async function statusesIn(metrics: RequestMetrics): Promise<unknown[]> {
  const { values } = await metrics.get();
  return values
    .filter(({ metricName }) => metricName?.endsWith("_count"))
    .map(({ labels }) => ("status" in labels ? labels.status : undefined));
}

test("an answer is counted under its status", async () => {
  const metrics = requestMetrics([new Registry()]);
  const app = express()
    .use(onFinished(measureRequest(metrics)))
    .use((_req, res) => void res.status(202).send("later"));

  await request(app).get("/");

  expect(await statusesIn(metrics)).toEqual([202]);
});

test("a client that leaves without one is counted under none, and not as a success", async () => {
  const metrics = requestMetrics([new Registry()]);
  const app = express().use(onFinished(measureRequest(metrics)));
  const closed = new Promise((resolve) => {
    app.use((_req, res) => {
      res.once("close", resolve);
      socket.destroy();
    });
  });
  const server = await listening(app);
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

  await closed;

  expect(await statusesIn(metrics)).toEqual(["none"]);
  await server.close();
});

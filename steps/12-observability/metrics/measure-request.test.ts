// Proves under which status a request is counted, whatever becomes of it.
import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { listening } from "../../03-middleware/http/fixtures/listening";
import { whenDone } from "../middleware/when-done";
import { measureRequest } from "./measure-request";
import { RequestMetrics } from "./request-metrics";

function statusesIn(metrics: RequestMetrics): unknown[] {
  const { values } = metrics.toJson();
  return values
    .filter(({ metricName = "" }) => metricName.endsWith("_count"))
    .map(({ labels }) => labels.status);
}

test("an answer is counted under its status", async () => {
  const metrics = new RequestMetrics();
  const app = express()
    .use(whenDone(measureRequest(metrics)))
    .use((_req, res) => void res.status(202).send("later"));

  await request(app).get("/");

  expect(statusesIn(metrics)).toEqual([202]);
});

test("a client that leaves without one is counted under none, and not as a success", async () => {
  const metrics = new RequestMetrics();
  const app = express().use(whenDone(measureRequest(metrics)));
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

  expect(statusesIn(metrics)).toEqual(["none"]);
  await server.close();
});

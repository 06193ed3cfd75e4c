// Proves that all listeners are called once, whether the client waited or not.
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { type FinishedListener, onFinished } from "./on-finished";

test("all are called once for a response, with its duration", async () => {
  const received: [string, number, boolean][] = [];
  const app = express();
  const observer =
    (name: string): FinishedListener =>
    (_req, res, { ms }) =>
      void received.push([name, res.statusCode, ms >= 0]);
  app.use(onFinished(observer("one"), observer("other")));
  app.get("/", (_req, res) => void res.status(204).end());

  await request(app).get("/");

  expect(received).toEqual([
    ["one", 204, true],
    ["other", 204, true],
  ]);
});

test("and of a client that hangs up before it is answered, with its address", async () => {
  const app = express();
  const finished = new Promise<object>((resolve) => {
    app.use(
      onFinished((_req, { writableFinished: isAnswered }, { ip }) =>
        resolve({ isAnswered, ip }),
      ),
    );
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  app.use(() => socket.destroy()); // Nobody answers.

  socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");

  expect(await finished).toMatchObject({ isAnswered: false, ip: "127.0.0.1" });
  server.close();
});

// Proves that JSON in another encoding than UTF-8 is refused, and not decoded into something else.
import { describe, expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { requireUtf8 } from "./require-utf8";

const app = express();
app.set("env", "test"); // Express's own handler prints nothing then.
app.use(express.json({ verify: requireUtf8 }));
app.post("/orders", (req, res) => {
  res.json(req.body);
});

function post(body: Buffer, type = "application/json") {
  return request(app)
    .post("/orders")
    .set("Content-Type", type)
    .serialize((bytes) => bytes)
    .send(body);
}

const text = '{"item":"thé 🍵"}';

describe("requireUtf8", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    'application/json; charset="UTF-8"',
  ])("lets UTF-8 pass that is said to be %s", async (type) => {
    const response = await post(Buffer.from(text), type);

    expect(response.body).toEqual({ item: "thé 🍵" });
  });

  test.each([
    ["Latin-1", Buffer.from('{"item":"thé"}', "latin1")],
    ["half a character", Buffer.from('{"item":"\xf0\x9f"}', "latin1")],
    ["half a surrogate pair", Buffer.from('{"item":"\xed\xa0\x80"}', "latin1")],
    ["a slash in two bytes", Buffer.from('{"item":"\xc0\xaf"}', "latin1")],
    ["UTF-16", Buffer.from(`\ufeff${text}`, "utf16le")],
  ])("answers 400 to %s", async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test.each(["utf-7", "utf-16", "utf-16le", "utf-32", "iso-8859-1"])(
    "answers 415 to what is said to be %s",
    async (charset) => {
      const type = `application/json; charset=${charset}`;

      expect((await post(Buffer.from("{}"), type)).status).toBe(415);
    },
  );
});

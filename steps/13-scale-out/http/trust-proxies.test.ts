// Proves that a client behind proxies is known by its address, and that only these proxies are believed.
import { expect, test } from "@jest/globals";
import express from "express";
import request from "supertest";
import { trustProxies } from "./trust-proxies";

function appBehind(proxies: readonly string[]) {
  const app = express();
  trustProxies(app, proxies);
  // A router of its own, as the routes of the API have.
  const router = express.Router().get("/", (req, res) => {
    res.json(req.ip);
  });
  return app.use(router);
}

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["203.0.113.9:4711", "203.0.113.9"],
  ["2001:db8:1:2::9", "2001:db8:1:2::9"],
  ["[2001:db8:1:2::9]", "2001:db8:1:2::9"],
  ["[2001:db8:1:2::9]:4711", "2001:db8:1:2::9"],
  ["unknown", "unknown"],
])("a client that its proxy calls %s is %s", async (said, ip) => {
  const app = appBehind(["loopback"]);

  const { body } = await request(app).get("/").set("X-Forwarded-For", said);

  expect(body).toBe(ip);
});

test("nobody's X-Forwarded-For is believed without an address to trust", async () => {
  const { body } = await request(appBehind([]))
    .get("/")
    .set("X-Forwarded-For", "203.0.113.9");

  expect(body).toMatch(/127\.0\.0\.1$/);
});

// Express and nothing else: one route, `res.json`, and a page that is there already.
import express from "express";
import { firstPage, whereToListen } from "./parts/first-page";

const page = firstPage();
const { port, host } = whereToListen();

const app = express();
app.get("/users", (_req, res) => {
  res.json(page);
});
app.listen(port, host);

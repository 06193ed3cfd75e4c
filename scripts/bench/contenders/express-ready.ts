// Express whose one route ends with bytes that are ready: the floor that everything on is compared with.
import express, { type RequestHandler } from "express";
import { firstPage, whereToListen } from "./parts/first-page";
import { sendReady } from "./parts/send-ready";

/*
 * LAYERS adds so many middlewares that do nothing, in a layer each; or all of
 * them in one, by IN_ONE. That is what Express takes for a layer.
 */
const { LAYERS = "0", IN_ONE } = process.env;
const nothing = Array.from({ length: Number(LAYERS) }, doesNothing);
const { port, host } = whereToListen();

const app = express().disable("x-powered-by");
if (IN_ONE) app.use(inOneLayer(nothing));
else if (nothing.length > 0) app.use(nothing);
app.get("/users", sendReady(firstPage()));
app.listen(port, host);

/** Another function for each, as middlewares are. */
function doesNothing(): RequestHandler {
  return (_req, _res, next) => next();
}

/** As a router would go through them, without one. */
function inOneLayer(handlers: readonly RequestHandler[]): RequestHandler {
  return function inOneLayer(req, res, next) {
    const pass = (index: number): void => {
      const handler = handlers[index];
      if (!handler) {
        next();
        return;
      }
      handler(req, res, (error?: unknown) => {
        if (error) next(error);
        else pass(index + 1);
      });
    };
    pass(0);
  };
}

// Builds the orders API around the routes that it is given, fat or thin.
import express, {
  type ErrorRequestHandler,
  type Express,
  type Router,
} from "express";
import type { Logger } from "winston";
import { requestId } from "../../steps/03-middleware/middleware/request-id";
import { requireJson } from "../../steps/03-middleware/middleware/require-json";
import { errorHandler } from "../../steps/04-errors/errors/error-handler";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { notFound } from "../../steps/04-errors/errors/not-found";
import { OrderNotFound, OutOfStock, UnknownItem } from "./order-errors";

export interface AppDeps {
  readonly logger: Logger;
  readonly routes: Router;
}

export function createOrdersApp({ logger, routes }: AppDeps): Express {
  const app = express();

  app.use(requestId());
  app.use(requireJson());
  app.use(express.json({ limit: "10kb" }));

  app.use("/orders", routes);

  app.use(notFound());
  app.use(translateOrderErrors());
  app.use(errorHandler({ logger }));

  return app;
}

/** Maps the shop's errors to HTTP errors. */
function translateOrderErrors(): ErrorRequestHandler {
  return function translateOrderErrors(thrown, _req, _res, next) {
    next(translate(thrown));
  };
}

function translate(thrown: unknown): unknown {
  if (thrown instanceof OrderNotFound) {
    return new HttpError(404, "order_not_found", thrown.message);
  }
  if (thrown instanceof UnknownItem) {
    return new HttpError(422, "unknown_item", thrown.message);
  }
  if (thrown instanceof OutOfStock) {
    return new HttpError(409, "out_of_stock", thrown.message);
  }
  return thrown;
}

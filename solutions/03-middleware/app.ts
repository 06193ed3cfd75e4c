// Builds the app: what every request passes through, in order, and then the routes.
import express, { type Express } from "express";
import {
  type AccessLogLine,
  accessLog,
} from "../../exercises/03-middleware/access-log";
import { orderRoutes } from "../../exercises/03-middleware/order-routes";
import { correlationId } from "./correlation-id";
import { responseTime } from "./response-time";

export interface AppDeps {
  readonly priceOf: (item: string) => Promise<number>;
  readonly log: (line: AccessLogLine) => void;
  readonly now?: () => number;
  readonly generate?: () => string;
}

export function createApp({ priceOf, log, now, generate }: AppDeps): Express {
  const app = express();

  app.use(responseTime({ now }));
  app.use(correlationId({ generate }));
  // Before the parser: a body that cannot be parsed is a request all the same.
  app.use(accessLog({ log }));
  app.use(express.json());
  app.use("/orders", orderRoutes({ priceOf }));

  return app;
}

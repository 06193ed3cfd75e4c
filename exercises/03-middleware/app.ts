// Builds the app: what every request passes through, in order, and then the routes.
import express, { type Express } from "express";
import { type AccessLogLine, accessLog } from "./access-log";
import { correlationId } from "./correlation-id";
import { orderRoutes } from "./order-routes";
import { responseTime } from "./response-time";

export interface AppDeps {
  readonly priceOf: (item: string) => Promise<number>;
  readonly log: (line: AccessLogLine) => void;
  readonly now?: () => number;
  readonly generate?: () => string;
}

export function createApp({ priceOf, log, now, generate }: AppDeps): Express {
  const app = express();

  // TODO: everything is here once, and nothing is in its right place.
  app.use(express.json());
  app.use("/orders", orderRoutes({ priceOf }));
  app.use(accessLog({ log }));
  app.use(correlationId({ generate }));
  app.use(responseTime({ now }));

  return app;
}

// Trap: a path in front of a middleware keeps it from all other paths. What
// nobody answers, bots and misspelt links, is what one wants to find in the log.
// Caught by: the app › answers and logs a path that nobody knows with its id and time
import express, { type Express } from "express";
import {
  type AccessLogLine,
  accessLog,
} from "../../../../exercises/03-middleware/access-log";
import { orderRoutes } from "../../../../exercises/03-middleware/order-routes";
import { correlationId } from "../../correlation-id";
import { responseTime } from "../../response-time";

export interface AppDeps {
  readonly priceOf: (item: string) => Promise<number>;
  readonly log: (line: AccessLogLine) => void;
  readonly now?: () => number;
  readonly generate?: () => string;
}

export function createApp({ priceOf, log, now, generate }: AppDeps): Express {
  const app = express();

  app.use("/orders", responseTime({ now }));
  app.use("/orders", correlationId({ generate }));
  // Before the parser: a body that cannot be parsed is a request all the same.
  app.use("/orders", accessLog({ log }));
  app.use(express.json());
  app.use("/orders", orderRoutes({ priceOf }));

  return app;
}

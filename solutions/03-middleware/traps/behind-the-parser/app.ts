// Trap: what the parser refuses never gets to what stands behind it. Bad
// requests have no id, no time and no line in the log.
// Caught by: the app › answers and logs a body that is no JSON with its id and time
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

  app.use(express.json());
  app.use(responseTime({ now }));
  app.use(correlationId({ generate }));
  app.use(accessLog({ log }));
  app.use("/orders", orderRoutes({ priceOf }));

  return app;
}

// Starts one process of the orders API; the database and the store are where the environment says.
import { createLogger, transports } from "winston";
import { listen } from "../../steps/03-middleware/http/listen";
import { createPool } from "../../steps/07-database/db/pool";
import { connectStore } from "../../steps/09-shared-state/store/open-store";
import { orderTable } from "./order-table";
import { createOrdersApp } from "./orders-app";

const { DATABASE_URL = "", REDIS_URL, PORT } = process.env;
const logger = createLogger({ transports: [new transports.Console()] });

const { store, firstAttempt } = connectStore({
  redisUrl: REDIS_URL,
  databaseUrl: DATABASE_URL,
  logger,
});
const app = createOrdersApp({
  logger,
  orders: orderTable(createPool({ connectionString: DATABASE_URL, logger })),
  store,
  // Long: a busy machine must not look like a store that fails.
  timeoutMs: 4000,
  limit: 5,
  whenStoreFails: "refuse",
});

void firstAttempt.then(() => {
  listen(app, { port: Number(PORT ?? 3000), host: "127.0.0.1", logger });
});

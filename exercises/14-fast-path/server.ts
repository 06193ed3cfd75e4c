// Serves the list of a shop with 500 orders, to be profiled.
import { createLogger, transports } from "winston";
import { listen } from "../../steps/03-middleware/http/listen";
import { OrderList } from "./order-list";
import { createOrdersApp } from "./orders-app";
import { currencies, someCouriers, someOrders } from "./test/seed";

const logger = createLogger({ transports: [new transports.Console()] });
const orders = new OrderList(someCouriers(), logger);
for (const order of someOrders(500)) orders.add(order);

const app = createOrdersApp({ logger, orders, currencies });
listen(app, {
  port: Number(process.env.PORT ?? 3000),
  host: "127.0.0.1",
  logger,
});

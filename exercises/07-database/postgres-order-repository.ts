// Stores the orders in PostgreSQL: a draft, for one order at a time, from friendly customers.
import { HttpError } from "../../steps/04-errors/errors/http-error";
import type { Database } from "../../steps/07-database/db/database";
import type { OrderRepository } from "./order-repository";
import { type OrderRow, toOrder } from "./order-row";

export function postgresOrderRepository(database: Database): OrderRepository {
  return {
    // TODO: what if two orders arrive at once? And what if the second statement fails?
    async place({ customer, reference, item, quantity, placedAt }) {
      const [product] = await database.query<{ price: number; stock: number }>(
        `SELECT price_cents AS price, stock FROM products WHERE item = '${item}'`,
      );
      if (!product || product.stock < quantity) {
        throw new HttpError(409, "out_of_stock", "There are too few left.");
      }
      await database.query(
        `UPDATE products SET stock = ${product.stock - quantity}
         WHERE item = '${item}'`,
      );
      // TODO: a reference that is already used is a 409.
      const [row] = await database.query<OrderRow>(
        `INSERT INTO orders
           (customer, reference, item, quantity, total_cents, placed_at)
         VALUES ('${customer}', '${reference}', '${item}', ${quantity},
                 ${product.price * quantity}, '${placedAt}') RETURNING *`,
      );
      if (!row) throw new Error("INSERT … RETURNING returned no row");
      return toOrder(row);
    },

    // TODO: return the pages after the first one, too.
    async list(customer, { limit }) {
      const rows = await database.query<OrderRow>(
        `SELECT * FROM orders WHERE customer = '${customer}'
         ORDER BY placed_at DESC LIMIT ${limit}`,
      );
      return rows.map(toOrder);
    },
  };
}

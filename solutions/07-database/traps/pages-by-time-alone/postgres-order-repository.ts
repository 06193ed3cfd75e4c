// Trap: the next page begins below the time of the last order. Whoever was
// placed at that same moment, and did not fit on the page, is on no page.
// Caught by: list › shows each of the orders that were placed at one moment once
import type { OrderRepository } from "../../../../exercises/07-database/order-repository";
import {
  type OrderRow,
  toOrder,
} from "../../../../exercises/07-database/order-row";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";
import type { Database } from "../../../../steps/07-database/db/database";
import { violates } from "../../../../steps/07-database/db/database-error";

export function postgresOrderRepository(database: Database): OrderRepository {
  return {
    place: ({ customer, reference, item, quantity, placedAt }) =>
      database
        .transaction(async ({ query }) => {
          // Condition and change in one statement: it waits for the transaction that
          // is changing the row, and then sees what that has left.
          const [product] = await query<{ price: number }>(
            `UPDATE products SET stock = stock - $2
             WHERE item = $1 AND stock >= $2 RETURNING price_cents AS price`,
            [item, quantity],
          );
          if (!product) {
            throw new HttpError(409, "out_of_stock", "There are too few left.");
          }
          const [row] = await query<OrderRow>(
            `INSERT INTO orders
               (customer, reference, item, quantity, total_cents, placed_at)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
            [
              ...[customer, reference, item],
              ...[quantity, product.price * quantity, placedAt],
            ],
          );
          if (!row) throw new Error("INSERT … RETURNING returned no row");
          return toOrder(row);
        })
        .catch(referenceTaken),

    async list(customer, { limit, after }) {
      const rows = await database.query<OrderRow>(
        `SELECT * FROM orders
         WHERE customer = $1 AND placed_at < $2
         ORDER BY placed_at DESC LIMIT $3`,
        [customer, after?.placedAt ?? "infinity", limit],
      );
      return rows.map(toOrder);
    },
  };
}

// Outside of the transaction, which the violation has ended already: by now
// the stock is what it was.
function referenceTaken(error: unknown): never {
  if (!violates(error, "orders_reference_unique")) throw error;
  throw new HttpError(409, "reference_taken", "This reference is taken.", {
    cause: error,
  });
}

// Trap: the cursor of step 7, where a higher id is always newer. Here an order
// may be entered days after it was placed: ordered by the one and cut by the
// other, pages leave orders out.
// Caught by: list › puts an order that was entered late where its time puts it
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
         WHERE customer = $1 AND id < $2::bigint
         ORDER BY placed_at DESC, id DESC LIMIT $3`,
        [customer, after?.id ?? Number.MAX_SAFE_INTEGER, limit],
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

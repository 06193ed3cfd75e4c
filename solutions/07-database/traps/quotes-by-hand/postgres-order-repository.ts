// Trap: quotes are put around what the customer sends. Whoever sends a quote
// ends the text there, and what follows is SQL. An honest O'Brien finds it too.
// Caught by: place › takes a name for a name, whatever it looks like
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
             VALUES ('${customer}', '${reference}', '${item}', $1, $2, $3)
             RETURNING *`,
            [quantity, product.price * quantity, placedAt],
          );
          if (!row) throw new Error("INSERT … RETURNING returned no row");
          return toOrder(row);
        })
        .catch(referenceTaken),

    // The pair is compared as a whole: first by time, and by id where the time
    // is the same. Each order has its one place in that, and keeps it.
    async list(customer, { limit, after }) {
      const rows = await database.query<OrderRow>(
        `SELECT * FROM orders
         WHERE customer = '${customer}' AND (placed_at, id) < ($1, $2::bigint)
         ORDER BY placed_at DESC, id DESC LIMIT $3`,
        [
          after?.placedAt ?? "infinity",
          after?.id ?? Number.MAX_SAFE_INTEGER,
          limit,
        ],
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

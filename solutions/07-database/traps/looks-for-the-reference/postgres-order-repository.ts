// Trap: it looks whether the reference is taken, and leaves it at that. Two who
// look before either of them stores both find it free, and the constraint's
// refusal of the second one, which nobody expects, is a 500.
// Caught by: place › gives a reference to one of two orders that come at once
import type { OrderRepository } from "../../../../exercises/07-database/order-repository";
import {
  type OrderRow,
  toOrder,
} from "../../../../exercises/07-database/order-row";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";
import type { Database } from "../../../../steps/07-database/db/database";

export function postgresOrderRepository(database: Database): OrderRepository {
  return {
    place: ({ customer, reference, item, quantity, placedAt }) =>
      database.transaction(async ({ query }) => {
        const taken = await query("SELECT FROM orders WHERE reference = $1", [
          reference,
        ]);
        if (taken.length > 0) {
          throw new HttpError(409, "reference_taken", "It is taken.");
        }
        // Condition and change in one statement: it waits for whoever is
        // changing the row, and then looks at what that one has left.
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
      }),

    // The pair is compared as a whole: first by time, and by id where the time
    // is the same. Each order has its one place in that, and keeps it.
    async list(customer, { limit, after }) {
      const rows = await database.query<OrderRow>(
        `SELECT * FROM orders
         WHERE customer = $1 AND (placed_at, id) < ($2, $3::bigint)
         ORDER BY placed_at DESC, id DESC LIMIT $4`,
        [
          ...[customer, after?.placedAt ?? "infinity"],
          ...[after?.id ?? Number.MAX_SAFE_INTEGER, limit],
        ],
      );
      return rows.map(toOrder);
    },
  };
}

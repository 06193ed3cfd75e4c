// Stores the orders in a table of PostgreSQL.
import type { Pool } from "pg";
import type { Order, Orders } from "./orders";

export function orderTable(pool: Pool): Orders {
  return {
    async list(customer, { limit }) {
      const { rows } = await pool.query<Order>(
        `SELECT id, item, quantity FROM orders WHERE customer = $1
         ORDER BY id DESC LIMIT $2`,
        [customer, limit],
      );
      return rows;
    },

    async place(customer, { item, quantity }) {
      const { rows } = await pool.query<Order>(
        `INSERT INTO orders (customer, item, quantity) VALUES ($1, $2, $3)
         RETURNING id, item, quantity`,
        [customer, item, quantity],
      );
      const [order] = rows;
      if (!order) throw new Error("INSERT … RETURNING returned no row");
      return order;
    },
  };
}

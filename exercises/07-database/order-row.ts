// A row of the table `orders` as pg reads it, and the order that it is.
import type { Order } from "./order";

export interface OrderRow {
  readonly id: number;
  readonly customer: string;
  readonly reference: string;
  readonly item: string;
  readonly quantity: number;
  readonly total_cents: number;
  readonly placed_at: Date;
}

export function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    customer: row.customer,
    reference: row.reference,
    item: row.item,
    quantity: row.quantity,
    totalCents: row.total_cents,
    placedAt: row.placed_at.toISOString(),
  };
}

// The orders as the API needs them, whatever the storage.
import { z } from "zod";

export const NewOrder = z.object({
  item: z.string().min(1),
  quantity: z.number().int().positive(),
});
export type NewOrder = z.infer<typeof NewOrder>;

/** The app shows five orders, and twenty on request. */
export const OrdersQuery = z.object({
  limit: z.coerce
    .number()
    .pipe(z.union([z.literal(5), z.literal(20)]))
    .default(5),
});
export type OrdersQuery = z.infer<typeof OrdersQuery>;

export interface Order extends NewOrder {
  readonly id: number;
}

export interface Orders {
  /** Newest first. */
  list(customer: string, query: OrdersQuery): Promise<Order[]>;
  place(customer: string, order: NewOrder): Promise<Order>;
}

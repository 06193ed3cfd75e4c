// What the routes need of the orders, and what a valid request for them looks like.
import { z } from "zod";

export const NewOrder = z.object({
  item: z.string().trim().min(1).max(100),
  quantity: z.number().int().min(1).max(1000),
});
export type NewOrder = z.infer<typeof NewOrder>;

export const OrdersQuery = z.object({
  item: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type OrdersQuery = z.infer<typeof OrdersQuery>;

export interface Order extends NewOrder {
  readonly id: number;
  readonly customer: string;
}

export interface Orders {
  list(query: OrdersQuery): Promise<Order[]>;
  place(customer: string, order: NewOrder): Promise<Order>;
}

// The interface that the orders API needs to store orders, whatever the storage.
import type { NewOrder, Order } from "./order";

export interface Page {
  readonly limit: number;
  /** The last order of the previous page; absent for the first page. */
  readonly after?: Pick<Order, "placedAt" | "id">;
}

export interface OrderRepository {
  /**
   * Stores the order, and takes its pieces out of the stock.
   *
   * @throws HttpError 409 `out_of_stock` or `reference_taken`; nothing has
   * changed then
   */
  place(order: NewOrder): Promise<Order>;
  /** The customer's orders by the time they were placed, newest first. */
  list(customer: string, page: Page): Promise<Order[]>;
}

// The interface that the routes need of the orders, whatever the storage.

export interface Order {
  readonly id: number;
  readonly item: string;
  readonly quantity: number;
}

export interface Orders {
  /** @throws OrderNotFound */
  get(id: number): Promise<Order>;
  /** @throws InvalidOrder, OutOfStock */
  place(details: unknown): Promise<Order>;
  /** Every order as one line of CSV, read from the database as they are sent. */
  rows(): AsyncIterable<string>;
}

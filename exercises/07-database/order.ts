// Orders as the API shows them; money is in whole cents.

export interface NewOrder {
  readonly customer: string;
  /** The customer's own number for the order; unique among all orders. */
  readonly reference: string;
  readonly item: string;
  readonly quantity: number;
  /** ISO 8601 in UTC. An order from the fax machine is entered days later. */
  readonly placedAt: string;
}

export interface Order extends NewOrder {
  readonly id: number;
  readonly totalCents: number;
}

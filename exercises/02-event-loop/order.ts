// An order, as the shop accepts, prices and stores it.

/** The price is in cents, for all pieces together. */
export interface PricedItem {
  readonly item: string;
  readonly quantity: number;
  readonly cents: number;
}

export interface NewOrder extends PricedItem {
  /** Proves that the shop itself has set this price. */
  readonly signature: string;
}

export interface Order extends NewOrder {
  readonly id: number;
  status: "placed" | "cancelled";
}

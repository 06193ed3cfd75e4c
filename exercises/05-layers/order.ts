// Orders, and the products that they are for; money is in whole cents.

export interface Product {
  readonly item: string;
  readonly priceCents: number;
  /** How many pieces are left. */
  readonly stock: number;
}

export interface NewOrder {
  readonly item: string;
  readonly quantity: number;
}

export interface Order extends NewOrder {
  readonly id: number;
  readonly totalCents: number;
}

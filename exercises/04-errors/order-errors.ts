// What can go wrong with an order, in the shop's words: no status, no HTTP.

export class OrderNotFound extends Error {
  override readonly name = "OrderNotFound";
  readonly orderId: number;

  constructor(orderId: number) {
    super(`There is no order ${orderId}.`);
    this.orderId = orderId;
  }
}

export class OutOfStock extends Error {
  override readonly name = "OutOfStock";
  readonly item: string;
  /** How many pieces are left. */
  readonly available: number;

  constructor(item: string, available: number) {
    super(`Only ${available} of "${item}" are left.`);
    this.item = item;
    this.available = available;
  }
}

export interface WrongField {
  readonly field: string;
  readonly message: string;
}

export class InvalidOrder extends Error {
  override readonly name = "InvalidOrder";
  readonly wrongFields: readonly WrongField[];

  constructor(wrongFields: readonly WrongField[]) {
    super("The order is not valid.");
    this.wrongFields = wrongFields;
  }
}

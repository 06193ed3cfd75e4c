// What can go wrong with an order, in the shop's words: no status, no HTTP.

export class OrderNotFound extends Error {
  override readonly name = "OrderNotFound";

  constructor(id: number) {
    super(`There is no order ${id}.`);
  }
}

export class UnknownItem extends Error {
  override readonly name = "UnknownItem";

  constructor(item: string) {
    super(`There is no "${item}" in the shop.`);
  }
}

export class OutOfStock extends Error {
  override readonly name = "OutOfStock";

  constructor(item: string) {
    super(`There are not enough of "${item}" left.`);
  }
}

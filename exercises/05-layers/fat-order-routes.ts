// The routes under /orders as they are today: HTTP, the shop's rules and the file, all in one.
import { Router } from "express";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import type { OrderFile } from "./order-file";

export function fatOrderRoutes({ file }: { file: OrderFile }): Router {
  const router = Router();

  router.get("/:id", async (req, res) => {
    const id = Number(req.params.id);
    const { orders } = await file.read();
    const order = orders.find((each) => each.id === id);
    if (!order) {
      throw new HttpError(404, "order_not_found", `There is no order ${id}.`);
    }
    res.json(order);
  });

  router.post("/", async (req, res) => {
    const { item, quantity } = req.body;
    const order = await file.update(({ products, orders }) => {
      const index = products.findIndex((each) => each.item === item);
      const product = products[index];
      if (!product) {
        const message = `There is no "${item}" in the shop.`;
        throw new HttpError(422, "unknown_item", message);
      }
      if (product.stock < quantity) {
        const message = `There are not enough of "${item}" left.`;
        throw new HttpError(409, "out_of_stock", message);
      }
      // From ten pieces on, an order is 10 % cheaper.
      const fullCents = product.priceCents * quantity;
      const totalCents =
        quantity >= 10 ? Math.round(fullCents * 0.9) : fullCents;
      const placed = { id: orders.length + 1, item, quantity, totalCents };
      products[index] = { ...product, stock: product.stock - quantity };
      orders.push(placed);
      return placed;
    });
    res.status(201).location(`/orders/${order.id}`).json(order);
  });

  return router;
}

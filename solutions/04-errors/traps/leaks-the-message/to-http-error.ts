// Trap: the text of any error is sent to the client, as in the article's
// `res.json({ error: err.message })`. It names hosts, tables and paths, and an
// attacker reads it first.
// Caught by: whatever else is thrown › answers 500 on reading an order, and tells nothing
import {
  InvalidOrder,
  OrderNotFound,
  OutOfStock,
} from "../../../../exercises/04-errors/order-errors";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";
import { toHttpError as toHttpErrorOfExpress } from "../../../../steps/04-errors/errors/to-http-error";

export function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof OrderNotFound) {
    return new HttpError(404, "order_not_found", thrown.message);
  }
  if (thrown instanceof OutOfStock) {
    const { item, available } = thrown;
    return new HttpError(409, "out_of_stock", thrown.message, {
      details: { item, available },
    });
  }
  if (thrown instanceof InvalidOrder) {
    return new HttpError(422, "invalid_order", thrown.message, {
      details: { errors: thrown.wrongFields },
    });
  }
  const error = toHttpErrorOfExpress(thrown);
  if (error.code === "internal_error" && thrown instanceof Error) {
    return new HttpError(500, error.code, thrown.message, { cause: thrown });
  }
  return error;
}

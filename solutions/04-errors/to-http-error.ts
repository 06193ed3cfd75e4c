// Turns anything that was thrown into an error that a client may see.
import {
  InvalidOrder,
  OrderNotFound,
  OutOfStock,
} from "../../exercises/04-errors/order-errors";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { toHttpError as toHttpErrorOfExpress } from "../../steps/04-errors/errors/to-http-error";

/**
 * Recognises the shop's own errors by their class, never by a `status` that they
 * happen to have: a foreign error may have one as well, and it does not concern our
 * client's request.
 */
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
  return toHttpErrorOfExpress(thrown);
}

// Trap: whatever error carries a `status` is answered with it, as in the
// article's `err.status || 500`. The 404 that an upstream gave us becomes our
// client's 404, and the fault of ours is nowhere counted as one.
// Caught by: whatever else is thrown › answers 500, and not the 404 that an upstream gave us
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
  const { status, code, message, ...rest } = toHttpErrorOfExpress(thrown);
  return new HttpError(statusOf(thrown) || status, code, message, rest);
}

function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !("status" in thrown)) return undefined;
  return typeof thrown.status === "number" ? thrown.status : undefined;
}

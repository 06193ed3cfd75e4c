// Turns anything that was thrown into an error that a client may see.
import { HttpError } from "../../steps/04-errors/errors/http-error";

/**
 * TODO 3: map each error of `order-errors.ts` as the README's table says. For all
 * other errors, step 4 has a `toHttpError` that knows what Express and its parsers
 * throw: build on it, or write your own.
 */
export function toHttpError(_thrown: unknown): HttpError {
  return new HttpError(
    501,
    "to_do",
    "TODO 3: decide what the client may know.",
  );
}

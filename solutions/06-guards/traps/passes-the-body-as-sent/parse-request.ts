// Trap: the value is checked, and then returned as it was sent. A field that the
// schema does not name, such as `totalCents` or `isAdmin`, goes with it into the
// database: this is called mass assignment.
// Caught by: parseRequest › returns an order without fields that the schema does not name
import type { z } from "zod";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return value as T;
  throw new HttpError(400, "invalid_request", "The request is not valid.", {
    details: {
      errors: result.error.issues.map(({ path, message }) => ({
        field: path.join("."),
        message,
      })),
    },
  });
}

// Parses a part of a request, its body or its query, by a schema.
import type { z } from "zod";
import { HttpError } from "../../steps/04-errors/errors/http-error";

/**
 * The route gets what the schema made, and never what was sent: a field that the
 * schema does not name goes no further.
 *
 * @throws HttpError 400 `invalid_request`, with every wrong field
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HttpError(400, "invalid_request", "The request is not valid.", {
    details: {
      errors: result.error.issues.map(({ path, message }) => ({
        field: path.join("."),
        message,
      })),
    },
  });
}

// Trap: the body is checked, and then handed on as it was sent. A field that no
// schema names, such as `totalCents` or `isAdmin`, goes with it into the
// database: this is called mass assignment.
// Caught by: validate › hands on an order without the fields of no schema
import type { RequestHandler } from "express";
import type { z } from "zod";
import { HttpError } from "../../../../steps/04-errors/errors/http-error";

export interface RequestSchemas {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
}

export function validate({ body, query }: RequestSchemas): RequestHandler {
  return function validate(req, res, next) {
    if (query) res.locals.query = parse(query, req.query, "query");
    if (body) parse(body, req.body, "body");
    next();
  };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, part: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HttpError(400, "invalid_request", `The ${part} is not valid.`, {
    details: {
      errors: result.error.issues.map(({ path, message }) => ({
        field: path.join("."),
        message,
      })),
    },
  });
}

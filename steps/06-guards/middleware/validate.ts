// Refuses a request whose body, query or path parameters are not as a schema says.
import type { RequestHandler } from "express";
import type { z } from "zod";
import { HttpError } from "../../04-errors/errors/http-error";

export interface RequestSchemas {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
}

/**
 * Stands in front of a route. The body is replaced by what the schema made of
 * it, so that a field that nobody asked for goes no further. Query and
 * parameters are only looked at: in Express 5 `req.query` cannot be assigned.
 */
export function validate(schemas: RequestSchemas): RequestHandler {
  return function validate(req, _res, next) {
    if (schemas.params) parse(schemas.params, req.params, "params");
    if (schemas.query) parse(schemas.query, req.query, "query");
    if (schemas.body) req.body = parse(schemas.body, req.body, "body");
    next();
  };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, part: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HttpError(400, "invalid_request", `The ${part} is not valid.`, {
    details: {
      errors: result.error.issues.map(({ path, message }) => ({
        in: part,
        field: path.join("."),
        message,
      })),
    },
  });
}

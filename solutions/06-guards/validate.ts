// Refuses a request whose body or query is not as a schema says.
import type { RequestHandler } from "express";
import type { z } from "zod";
import { HttpError } from "../../steps/04-errors/errors/http-error";

export interface RequestSchemas {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
}

/**
 * The route gets what the schemas made of the request, and never what was sent:
 * a field that no schema names goes no further. Express 5 computes `req.query`
 * anew each time it is read, so that the parsed one has to go elsewhere.
 */
export function validate({ body, query }: RequestSchemas): RequestHandler {
  return function validate(req, res, next) {
    if (query) res.locals.query = parse(query, req.query, "query");
    if (body) req.body = parse(body, req.body, "body");
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

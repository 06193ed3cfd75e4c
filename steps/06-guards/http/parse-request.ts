// Parses the parts of a request by schemas: a route gets what its schema made, or the client a 400.
import type { Request } from "express";
import type { z } from "zod";
import { HttpError } from "../../04-errors/errors/http-error";

/** @throws HttpError 400 `invalid_request`, with every wrong field */
export function parseBody<T>(req: Request, schema: z.ZodType<T>): T {
  return parse(schema, req.body, "body");
}

/** @throws HttpError 400 `invalid_request`, with every wrong parameter */
export function parseQuery<T>(req: Request, schema: z.ZodType<T>): T {
  return parse(schema, req.query, "query");
}

/** @throws HttpError 400 `invalid_request`, with every wrong parameter */
export function parseParams<T>(req: Request, schema: z.ZodType<T>): T {
  return parse(schema, req.params, "params");
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

// Parses a part of a request, its body or its query, by a schema.
import type { z } from "zod";

/**
 * TODO 1: return what the schema makes of the value. Answer 400 to what does not
 * fit, with every wrong field; for now that is a 500.
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  return schema.parse(value);
}

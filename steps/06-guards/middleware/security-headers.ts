// Sets the headers that tell browsers and caches what they must not do with a response.
import type { RequestHandler } from "express";
import helmet from "helmet";
import { privateResponses } from "./private-responses";

export function securityHeaders(): RequestHandler[] {
  return [helmet(), privateResponses()];
}

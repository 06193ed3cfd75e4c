// Makes one layer of several middlewares that every request passes.
import type { RequestHandler } from "express";

/**
 * For each layer Express takes the path apart, remembers what a mount might
 * change, and asks whether somebody traces it; for a guard that stands in front
 * of all paths that is more than it does itself. As with layers, what one of
 * them throws or rejects with goes to the error handler, and ends it.
 */
export function inOneLayer(
  ...handlers: readonly RequestHandler[]
): RequestHandler {
  return function inOneLayer(req, res, next) {
    pass(0);

    function pass(index: number): void {
      const handler = handlers[index];
      if (!handler) {
        next();
        return;
      }
      try {
        const result = handler(req, res, (error?: unknown) => {
          if (error) next(error);
          else pass(index + 1);
        });
        if (result instanceof Promise) result.catch(fail);
      } catch (error) {
        fail(error);
      }
    }

    function fail(error: unknown): void {
      next(error || new Error("a middleware failed, and did not say why"));
    }
  };
}

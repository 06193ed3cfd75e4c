// Tells the pages that are open of what changed, as server-sent events.
import type { RequestHandler, Response } from "express";
import { type OnChange, watchFiles } from "./changes";

export interface LiveChanges {
  /** The route that a page listens to. */
  readonly events: RequestHandler;
  /** Ends every open page's connection, and the watch. */
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly watch?: (onChange: OnChange) => Promise<{ close(): Promise<void> }>;
}

/** Nothing is watched before the first page listens: the start is quicker. */
export function liveChanges({
  watch = watchFiles,
}: LiveOptions = {}): LiveChanges {
  const pages = new Set<Response>();
  let watching: ReturnType<typeof watch> | undefined;
  const tell = (name: string) => {
    for (const page of pages) page.write(`data: ${JSON.stringify(name)}\n\n`);
  };
  return {
    async events(req, res) {
      res.set({
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
      });
      res.flushHeaders();
      pages.add(res);
      req.once("close", () => pages.delete(res));
      watching ??= watch(tell);
      await watching;
      // From here on nothing is missed; the page may have been made before.
      res.write("event: watching\ndata: {}\n\n");
    },
    async close() {
      for (const page of pages) page.end();
      await (await watching)?.close();
    },
  };
}

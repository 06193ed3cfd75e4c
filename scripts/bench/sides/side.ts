// What can be measured: a server that is started anew each time, or one that runs.
import type { Service } from "../../../steps/steps";

interface Named {
  /** As in a sentence: "step 2", "your server". */
  readonly name: string;
}

/** Started as a fresh process for every sample. */
export interface ServerSide extends Named {
  readonly kind: "server";
  /** An absolute path. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments for Node itself. */
  readonly execArgv: readonly string[];
  /** What it needs beside Node: each sample has some of its own. */
  readonly services?: readonly Service[];
}

/** Somebody's own server, which is neither started nor looked into. */
export interface UrlSide extends Named {
  readonly kind: "url";
  readonly url: string;
}

export type Side = ServerSide | UrlSide;

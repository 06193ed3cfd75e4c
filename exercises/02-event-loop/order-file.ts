// A file of orders for one test, and what is in it.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface OrderFile {
  readonly path: string;
  fill(orders: readonly object[]): void;
  /** Each order as `1 lamp placed`. */
  lines(): string[];
  /** What was ordered, order by order. */
  items(): string[];
  /** Nobody can read it or write it while `work` goes on, not even root. */
  whileBroken<T>(work: () => Promise<T>): Promise<T>;
  delete(): void;
}

export function createOrderFile(): OrderFile {
  const folder = mkdtempSync(join(tmpdir(), "orders-"));
  const path = join(folder, "orders.json");
  const aside = join(folder, "orders.aside.json");
  writeFileSync(path, "[]");
  return {
    path,
    fill: (orders) => writeFileSync(path, JSON.stringify(orders)),
    lines: () =>
      describe(path, ({ id, item, status }) => `${id} ${item} ${status}`),
    items: () => describe(path, ({ item }) => String(item)),
    async whileBroken(work) {
      renameSync(path, aside);
      mkdirSync(path);
      try {
        return await work();
      } finally {
        rmdirSync(path);
        renameSync(aside, path);
      }
    },
    delete: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Each order in the file in words; one line that says so if it is no JSON. */
function describe(
  path: string,
  words: (order: Record<string, unknown>) => string,
): string[] {
  const text = readFileSync(path, "utf8");
  try {
    const orders: unknown = JSON.parse(text);
    return Array.isArray(orders) ? orders.map(words) : ["no array"];
  } catch {
    return [`${text.length} characters that are no JSON`];
  }
}

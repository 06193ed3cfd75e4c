// Finds the sections that have all the words, the likeliest first; forgives a typo.
import MiniSearch, { type SearchResult } from "minisearch";
import type { Found } from "./documents";

export interface Hit extends Found {
  /** What stands around the first word found, with the words apart. */
  readonly extract: readonly { readonly text: string; readonly hit: boolean }[];
}

const MOST = 30;
const LENGTH = 180;

/** @param query words, all of which a section has to have, as beginnings */
export function search(query: string, within: readonly Found[]): Hit[] {
  const words = wordsOf(query.toLowerCase());
  if (words.length === 0) return [];
  const index = indexOf(within);
  const exact = index.search(query, { prefix: true });
  const results =
    exact.length > 0
      ? exact
      : index.search(query, { prefix: true, fuzzy: 0.2, filter: isTypo });
  return results.slice(0, MOST).flatMap((result) => {
    const found = within[result.id];
    if (!found) return [];
    const shown = exact.length > 0 ? words : result.terms;
    return [{ ...found, extract: extractOf(found.text, shown) }];
  });
}

/** A typo is rarely in the first letter: "ogging" does not find "logging". */
function isTypo({ terms, queryTerms }: SearchResult): boolean {
  return queryTerms.every((typed) =>
    terms.some((term) => term.startsWith(typed.slice(0, 1))),
  );
}

const indexes = new WeakMap<readonly Found[], MiniSearch>();

/** Made once for the same sections; a word in a title weighs most. */
function indexOf(within: readonly Found[]): MiniSearch {
  const known = indexes.get(within);
  if (known) return known;
  const index = new MiniSearch({
    fields: ["title", "heading", "text"],
    tokenize: wordsOf,
    searchOptions: {
      combineWith: "AND",
      boost: { title: 8, heading: 4 },
      // A beginning is nearly as good as the word.
      weights: { prefix: 0.9, fuzzy: 0.4 },
    },
  });
  index.addAll(within.map((found, id) => ({ ...found, id })));
  indexes.set(within, index);
  return index;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function extractOf(text: string, words: readonly string[]): Hit["extract"] {
  // At the beginning of words: "log" finds "logger", and no "catalogue".
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.join("|")})`,
    "giu",
  );
  const at = text.search(pattern);
  const start = at < LENGTH / 3 ? 0 : text.lastIndexOf(" ", at - 40) + 1;
  const part = text.slice(start, start + LENGTH);
  const whole = start + LENGTH < text.length ? `${part}…` : part;
  return split(start > 0 ? `…${whole}` : whole, pattern);
}

function split(text: string, words: RegExp): Hit["extract"] {
  const parts: { text: string; hit: boolean }[] = [];
  let end = 0;
  for (const { 0: hit, index } of text.matchAll(words)) {
    parts.push({ text: text.slice(end, index), hit: false });
    parts.push({ text: hit, hit: true });
    end = index + hit.length;
  }
  return [...parts, { text: text.slice(end), hit: false }];
}

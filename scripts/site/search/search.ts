// Finds the sections that have all the words, the likeliest first.
import type { Found } from "./documents";

export interface Hit extends Found {
  /** What stands around the first word found, with the words apart. */
  readonly extract: readonly { readonly text: string; readonly hit: boolean }[];
}

const MOST = 30;
const LENGTH = 180;

/** @param query words, all of which a section has to have, as beginnings */
export function search(query: string, within: readonly Found[]): Hit[] {
  const words =
    query.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.-]*/gu) ?? [];
  if (words.length === 0) return [];
  return within
    .map((found) => ({ found, score: scoreOf(found, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ found }) => ({ ...found, extract: extractOf(found.text, words) }));
}

/** 0 where a word is missing; a word in a title weighs most. */
function scoreOf(found: Found, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const inTitle = count(found.title, word);
    const inHeading = count(found.heading, word);
    const inText = Math.min(count(found.text, word), 5);
    const sum = inTitle * 8 + inHeading * 6 + inText;
    if (sum === 0) return 0;
    score += sum;
  }
  return score;
}

function count(text: string, word: string): number {
  return [...text.matchAll(pattern([word]))].length;
}

/** At the beginning of words: "log" finds "logger", and no "catalogue". */
function pattern(words: readonly string[]): RegExp {
  const all = words.map((word) => escaped(word));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join("|")})`, "giu");
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function extractOf(text: string, words: readonly string[]): Hit["extract"] {
  const at = text.search(pattern(words));
  const start = at < LENGTH / 3 ? 0 : text.lastIndexOf(" ", at - 40) + 1;
  const part = text.slice(start, start + LENGTH);
  const whole = start + LENGTH < text.length ? `${part}…` : part;
  return split(start > 0 ? `…${whole}` : whole, pattern(words));
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

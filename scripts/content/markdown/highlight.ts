// Colours code by its language, as markup with classes and no inline style.
import { extname } from "node:path";
import { escaped } from "./markup";

// Its types bring the whole browser's along, which would then be known in
// every server of the workshop: what is used of it is said here instead.
interface Highlighter {
  registerLanguage(name: string, language: unknown): void;
  getLanguage(name: string): unknown;
  highlight(code: string, options: { language: string }): { value: string };
}

// Classes, because the site's policy forbids inline styles; and CommonJS, so
// that a test can load it. shiki would be exacter, and is neither.
const highlighter: Highlighter = require("highlight.js/lib/core");
const languages: Record<string, unknown> = {
  bash: require("highlight.js/lib/languages/bash"),
  css: require("highlight.js/lib/languages/css"),
  dockerfile: require("highlight.js/lib/languages/dockerfile"),
  http: require("highlight.js/lib/languages/http"),
  javascript: require("highlight.js/lib/languages/javascript"),
  json: require("highlight.js/lib/languages/json"),
  nginx: require("highlight.js/lib/languages/nginx"),
  sql: require("highlight.js/lib/languages/sql"),
  typescript: require("highlight.js/lib/languages/typescript"),
  yaml: require("highlight.js/lib/languages/yaml"),
};
for (const [name, language] of Object.entries(languages)) {
  highlighter.registerLanguage(name, language);
}

const byExtension: Readonly<Record<string, string>> = {
  ".cjs": "javascript",
  ".conf": "nginx",
  ".css": "css",
  ".js": "javascript",
  ".json": "json",
  ".mjs": "javascript",
  ".sh": "bash",
  ".sql": "sql",
  ".ts": "typescript",
  ".yaml": "yaml",
  ".yml": "yaml",
};

/** The language of a file, undefined where it is none that is known. */
export function languageOf(path: string): string | undefined {
  if (/(^|\/)Dockerfile$/.test(path)) return "dockerfile";
  return byExtension[extname(path.replace(/\.template$/, ""))];
}

const MOST_KEPT = 400;
const kept = new Map<string, readonly string[]>();

/**
 * The lines of a code as HTML, each of which closes what it opens. What was
 * coloured lately is kept: the same files stand on many pages.
 */
export function highlightedLines(
  code: string,
  language: string | undefined,
): readonly string[] {
  const key = `${language}\n${code}`;
  const found = kept.get(key);
  if (found) return found;
  const lines = wholeLines(highlightedText(code, language));
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest);
  kept.set(key, lines);
  return lines;
}

function highlightedText(code: string, language: string | undefined): string {
  const alias = language && (byExtension[`.${language}`] ?? language);
  if (!alias || !highlighter.getLanguage(alias)) return escaped(code);
  return highlighter.highlight(code, { language: alias }).value;
}

/** A comment or a template may run over lines: it is closed and opened again. */
function wholeLines(html: string): string[] {
  let open: string[] = [];
  return html.split("\n").map((line) => {
    const start = open.join("");
    open = openAfter(line, open);
    return start + line + "</span>".repeat(open.length);
  });
}

function openAfter(line: string, before: readonly string[]): string[] {
  const open = [...before];
  for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
    if (tag === "</span>") open.pop();
    else open.push(tag);
  }
  return open;
}

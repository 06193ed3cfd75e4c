// Renders the workshop's Markdown: lessons, exercises and slides.
import MarkdownIt, { type Token } from "markdown-it";
import { fencedBlock } from "./fenced-block";
import { fold } from "./fold";
import { escaped } from "./markup";

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

export interface MarkdownOptions {
  /** Rewrites a link's target; by default it stays as written. */
  readonly link?: (target: string) => string;
  /** Before every id, so that two texts can stand on one page. */
  readonly idPrefix?: string;
  /** HTML of a fenced block, by the words behind its fence. */
  readonly fence?: (info: string, text: string) => string;
}

const markdown = new MarkdownIt({ typographer: false }).use(fold);

markdown.renderer.rules.fence = (tokens, index, _options, env) => {
  const { info = "", content = "" } = tokens[index] ?? {};
  const { fence } = env ?? {};
  return typeof fence === "function"
    ? String(fence(info, content))
    : fencedBlock(info, content);
};
markdown.renderer.rules.code_inline = (tokens, index) =>
  `<code>${breakable(escaped(tokens[index]?.content ?? ""))}</code>`;
markdown.renderer.rules.table_open = () =>
  '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>';
markdown.renderer.rules.table_close = () => "</table></div>";

/** HTML of a Markdown text; HTML in it is text, but for what is folded away. */
export function renderMarkdown(
  text: string,
  { link = String, idPrefix = "", fence = fencedBlock }: MarkdownOptions = {},
): Rendered {
  const tokens = markdown.parse(text, {});
  const headings = nameHeadings(tokens, idPrefix);
  markTasks(tokens);
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type === "link_open") mendLink(token, link);
  }
  const html = markdown.renderer.render(tokens, markdown.options, {
    fence,
  });
  return { html, headings };
}

/** The headings alone, with the ids that they have where the text is shown. */
export function headingsIn(text: string): Heading[] {
  return nameHeadings(markdown.parse(text, {}), "");
}

/** One paragraph, without the paragraph. */
export function renderInline(text: string): string {
  return markdown.renderInline(text);
}

function nameHeadings(tokens: readonly Token[], prefix: string): Heading[] {
  const used = new Map<string, number>();
  return tokens.flatMap((token, index) => {
    const inline = tokens[index + 1];
    if (token.type !== "heading_open" || !inline) return [];
    const text = plainText(inline);
    const slug = slugOf(text);
    const times = used.get(slug) ?? 0;
    used.set(slug, times + 1);
    const id = prefix + (times === 0 ? slug : `${slug}-${times}`);
    token.attrSet("id", id);
    return [{ level: Number(token.tag.slice(1)), id, text }];
  });
}

/** A long name may break between its parts, and not within one. */
function breakable(html: string): string {
  return html.replaceAll(/[\w./-]{20,}/g, (name) =>
    name.replaceAll(/[_./-](?=\w)/g, "$&<wbr>"),
  );
}

/** `- [ ] this` is something to do, as GitHub shows it: a class, for its box. */
function markTasks(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const [text] = tokens[index + 2]?.children ?? [];
    if (token.type !== "list_item_open" || !text) continue;
    if (!text.content.startsWith("[ ] ")) continue;
    text.content = text.content.slice("[ ] ".length);
    token.attrJoin("class", "task");
  }
}

/** As GitHub makes them, so that one link is right in both places. */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, "")
    .replaceAll(" ", "-");
}

function plainText({ children }: Token): string {
  return (children ?? []).map(({ content }) => content).join("");
}

function mendLink(token: Token, link: (target: string) => string): void {
  const target = link(String(token.attrGet("href") ?? ""));
  token.attrSet("href", target);
  if (/^https?:/.test(target)) token.attrSet("rel", "noreferrer");
}

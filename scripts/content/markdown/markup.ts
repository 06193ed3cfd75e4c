// Builds HTML and SVG as text, with everything that is not markup escaped.

/** Text that is markup already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Child = Markup | string | number | undefined | readonly Child[];
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; children that are no markup are escaped. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: Child[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `<${name}${written.join("")}>`;
  return empty.has(name)
    ? new Markup(start)
    : new Markup(`${start}${render(children)}</${name}>`);
}

export function render(child: Child): string {
  if (child === undefined) return "";
  if (child instanceof Markup) return child.text;
  if (typeof child === "string") return escaped(child);
  if (typeof child === "number") return String(child);
  return child.map(render).join("");
}

export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const empty = new Set(["meta", "br", "col", "hr", "img", "input", "link"]);

// Fills in the files of `templates/`, by two marks of Mustache's.
import { join } from "node:path";
import { readText } from "../../servers/host/read-text";

/** A text for `{{name}}`; whether it holds anything, for `{{#name}}`. */
export type Values = Readonly<Record<string, string | boolean>>;

const folder = join(__dirname, "../templates");

/**
 * The text of a template: `{{name}}` becomes a value, and the lines from one
 * with `{{#name}}` to one with `{{/name}}` stay where the value is true, or a
 * text that is not empty. Those two lines themselves go, so that they may be
 * comments of the file's own language.
 *
 * @throws Error for a name that has no value.
 */
export function filled(template: string, values: Values = {}): string {
  return fill(readText(join(folder, template)), values);
}

/** The same for a text that is at hand. */
export function fill(text: string, values: Values): string {
  const lookUp = (name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`{{${name}}} has no value`);
    return value;
  };
  return text
    .replaceAll(section, (_, name, lines) => (lookUp(name) ? lines : ""))
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => String(lookUp(name)));
}

const section = /^.*\{\{#(\w+)\}\}.*\n([\s\S]*?)^.*\{\{\/\1\}\}.*\n/gm;

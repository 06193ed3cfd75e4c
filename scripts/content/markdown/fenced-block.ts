// A fenced block as a figure: code with its file, or a console with its commands.

import { type Command, commandsIn, type InfoString, parseInfo } from "./fence";
import { highlightedLines, languageOf } from "./highlight";
import { type Child, element, Markup, render } from "./markup";

/** The HTML of a block, by the words behind its fence. */
export function fencedBlock(info: string, text: string): string {
  const words = parseInfo(info);
  const content = text.trimEnd();
  if (words.language === "console")
    return render(consoleFigure(words, content));
  if (words.language === "diff") return render(patchFigure(words, content));
  return render(codeFigure(words, content));
}

/** Code that can be scrolled by keys where it is wider than the page. */
export function codeBlock(text: string, language: string | undefined): Markup {
  const html = highlightedLines(text, language).join("\n");
  const code = element("code", { class: "hljs" }, new Markup(html));
  return element("pre", scrollable("Code"), code);
}

function codeFigure({ language, attributes }: InfoString, text: string) {
  const file = attributes.get("file");
  const known = file === undefined ? language : languageOf(file);
  const caption =
    file === undefined ? undefined : element("figcaption", {}, fileLink(file));
  return element("figure", { class: "code" }, caption, codeBlock(text, known));
}

/** A link, unless it would lead out of the repository, or run something. */
function fileLink(file: string): Child {
  const name = file.replace(/^(\.\.\/)+/, "");
  const isPath = !/^[\w+.-]+:|^[/\\]/.test(file);
  return isPath ? element("a", { href: file }, name) : name;
}

/** Its marks are drawn by the style, so that what is copied is code. */
function patchFigure({ attributes }: InfoString, text: string): Markup {
  const file = attributes.get("file") ?? "";
  const lines = text.split("\n");
  const code = lines.map((line) => line.replace(/^[+ -]/, "")).join("\n");
  const coloured = highlightedLines(code, languageOf(file));
  const rows = lines.map((line, index) => {
    const name = line.startsWith("+")
      ? "ins"
      : line.startsWith("-")
        ? "del"
        : "span";
    return element(name, {}, new Markup(`${coloured[index]}\n`));
  });
  return element(
    "figure",
    { class: "code patch" },
    element("figcaption", {}, `${file}: what this step changes`),
    element(
      "pre",
      scrollable("Changes"),
      element("code", { class: "hljs" }, rows),
    ),
  );
}

function consoleFigure(info: InfoString, text: string): Markup {
  const isServer = info.words.includes("server");
  const words = isServer ? "in the server’s terminal" : "in a terminal";
  const commands = isServer ? [] : commandsIn({ text, line: 0 });
  const lines = isServer ? [output(text)] : commands.map(commandMarkup);
  return element(
    "figure",
    { class: "console" },
    element("figcaption", {}, words),
    element(
      "pre",
      scrollable("Terminal"),
      lines.flatMap((line, index) => (index === 0 ? [line] : ["\n", line])),
    ),
  );
}

export function commandMarkup(command: Command): Markup {
  const { typed, expected } = command;
  const html = highlightedLines(typed, "bash").join("\n");
  const markup = [
    element("span", { class: "prompt", "aria-hidden": "true" }, "$ "),
    element("kbd", {}, new Markup(html)),
  ];
  const printed =
    expected.length > 0 ? ["\n", output(expected.join("\n"))] : [];
  return new Markup(render([...markup, ...printed]));
}

function output(text: string): Markup {
  return element("samp", {}, text);
}

function scrollable(name: string) {
  return { tabindex: 0, role: "region", "aria-label": name };
}

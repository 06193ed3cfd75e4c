// A report as one file that needs nothing from anywhere, in the site's own style.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Child, element, Markup } from "../../content/markdown/markup";
import { htmlDocument } from "../pages/html-document";

const styles = ["colours.css", "typography.css", "report.css"];

export function reportDocument(title: string, sections: Child): string {
  const css = styles.map((name) =>
    readFileSync(join(__dirname, "..", "assets", name), "utf8"),
  );
  return htmlDocument({
    title,
    head: element("style", {}, new Markup(css.join("\n"))),
    body: element(
      "body",
      {},
      element(
        "main",
        { class: "alone report" },
        element("h1", {}, title),
        sections,
      ),
    ),
  });
}

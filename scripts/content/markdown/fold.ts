// What a lesson folds away, as GitHub has it: `<details>` with a summary, and Markdown inside.
import type MarkdownIt from "markdown-it";

const summary = /^<summary>([^<>]+)<\/summary>$/;

/** Teaches the two elements, each tag in a line of its own, and no other HTML. */
export function fold(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.block.ruler.before(
    "paragraph",
    "fold",
    (state, start, end, silent) => {
      const lineAt = (line: number) =>
        state.src.slice(state.bMarks[line], state.eMarks[line]).trim();
      const [, words] = summary.exec(lineAt(start + 1)) ?? [];
      if (lineAt(start) !== "<details>" || words === undefined) return false;
      let close = start + 2;
      while (close < end && lineAt(close) !== "</details>") close += 1;
      if (close >= end) return false;
      if (silent) return true;
      state.push("fold_open", "details", 1);
      state.push("fold_summary_open", "summary", 1);
      const inline = state.push("inline", "", 0);
      inline.content = words;
      inline.children = [];
      state.push("fold_summary_close", "summary", -1);
      state.md.block.tokenize(state, start + 2, close);
      state.push("fold_close", "details", -1);
      state.line = close + 1;
      return true;
    },
    { alt: ["paragraph"] },
  );
}

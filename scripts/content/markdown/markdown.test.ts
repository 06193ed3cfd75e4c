// Proves that Markdown becomes markup that says where code is from, and runs nothing.
import { describe, expect, test } from "@jest/globals";
import { highlightedLines, languageOf } from "./highlight";
import { renderMarkdown } from "./markdown";

const fence = "```";

describe("a block of code", () => {
  test("names the file that it was included from, as a link", () => {
    const { html } = renderMarkdown(
      `${fence}ts file=../04-errors/app.ts from="const a"\nconst a = 1;\n${fence}`,
    );

    expect(html).toContain(
      '<a href="../04-errors/app.ts">04-errors/app.ts</a>',
    );
    expect(html).toContain('<span class="hljs-keyword">const</span>');
  });

  test.each(["javascript:alert(1)", "https://example.com/a.ts", "//a/b.ts"])(
    "links to no file named %s",
    (file) => {
      const { html } = renderMarkdown(`${fence}ts file=${file}\n1;\n${fence}`);

      expect(html).not.toContain("<a ");
      expect(html).toContain(`<figcaption>${file}</figcaption>`);
    },
  );

  test("has no inline style, which the site's policy forbids", () => {
    const { html } = renderMarkdown(`${fence}ts\nconst a = "b";\n${fence}`);
    expect(html).not.toContain("style=");
  });
});

describe("what a step changed", () => {
  const { html } = renderMarkdown(
    `${fence}diff changes file=src/app.ts\n-const a = 1;\n+const a = 2;\n${fence}`,
  );

  test("is said to be out or in, and not by colour alone", () => {
    expect(html).toContain('<del><span class="hljs-keyword">const</span>');
    expect(html).toContain('<ins><span class="hljs-keyword">const</span>');
  });

  test("is copied as code, without marks", () => {
    const text = html.replace(/^.*<pre[^>]*>/s, "").replaceAll(/<[^>]*>/g, "");
    expect(text.trim()).toBe("const a = 1;\nconst a = 2;");
  });
});

describe("what is folded away", () => {
  test("has a summary, and Markdown behind it", () => {
    const { html } = renderMarkdown(
      `Before.\n\n<details>\n<summary>a \`b\`</summary>\n\n*c*\n\n</details>\n\nBehind.`,
    );

    expect(html).toBe(
      "<p>Before.</p>\n<details>\n<summary>a <code>b</code></summary>\n<p><em>c</em></p>\n</details>\n<p>Behind.</p>\n",
    );
  });

  test("is text where it is not written so", () => {
    const { html } = renderMarkdown("<details>\n<summary>a</summary>\n\nb");
    expect(html).toContain("&lt;details&gt;");
  });
});

describe("a console", () => {
  test("tells commands from what they print", () => {
    const { html } = renderMarkdown(
      `${fence}console\n$ curl \\\n  -i http://localhost\nHTTP/1.1 200 OK\n${fence}`,
    );

    expect(html).toContain("<kbd>curl \\\n  -i http://localhost</kbd>");
    expect(html).toContain("<samp>HTTP/1.1 200 OK</samp>");
  });

  test("of a server is its output alone", () => {
    const { html } = renderMarkdown(`${fence}console server\n^C\n${fence}`);

    expect(html).toContain("in the server’s terminal");
    expect(html).not.toContain("<kbd>");
  });
});

describe("text", () => {
  test("that looks like HTML is text", () => {
    const { html } = renderMarkdown("a <script>alert(1)</script>");
    expect(html).toBe("<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
  });

  test("headings have ids as on GitHub, each its own", () => {
    const { headings } = renderMarkdown("## A `b`, c!\n\n## A b c");
    expect(headings.map(({ id }) => id)).toEqual(["a-b-c", "a-b-c-1"]);
  });

  test("a list of tasks has no brackets, and says that they are tasks", () => {
    const { html } = renderMarkdown("- [ ] `one`, and\n- two [ ] \n");

    expect(html).toContain('<li class="task"><code>one</code>, and</li>');
    expect(html).toContain("<li>two [ ]</li>");
  });

  test("a long name in it breaks between its parts", () => {
    const { html } = renderMarkdown("`idle_timeout.timeout_seconds` `a_b <b>`");

    expect(html).toBe(
      "<p><code>idle_<wbr>timeout.<wbr>timeout_<wbr>seconds</code> <code>a_b &lt;b&gt;</code></p>\n",
    );
  });

  test("its links go where they are told", () => {
    const link = (target: string) => target.replace("README.md", "");
    const { html } = renderMarkdown("[a](../b/README.md)", { link });
    expect(html).toContain('href="../b/"');
  });
});

describe("highlighted lines", () => {
  test("close what they open, where a comment runs over several", () => {
    const lines = highlightedLines("/* a\nb */ c();", "typescript");

    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const opened = line.match(/<span/g) ?? [];
      expect(line.match(/<\/span>/g)).toHaveLength(opened.length);
    }
  });

  test("escape what no language is known for", () => {
    expect(highlightedLines("a < b", undefined)).toEqual(["a &lt; b"]);
  });

  test.each([
    ["steps/app.ts", "typescript"],
    ["Dockerfile", "dockerfile"],
    ["db/001.sql", "sql"],
    ["nginx/a.conf.template", "nginx"],
    ["notes.txt", undefined],
  ])("%s is %s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});

// The sentence that a file opens with, which says what the file is for.

/** The text of the comment at the top of a file, on one line; else empty. */
export function openingComment(text: string): string {
  const code = text.replace(/^#!.*\n/, "").trimStart();
  const block = /^\/\*\*?([\s\S]*?)\*\//.exec(code)?.[1];
  const lines = block?.replaceAll(/^\s*\* ?/gm, "") ?? lineComments(code);
  return lines.replaceAll(/\s+/g, " ").trim();
}

/** The first sentence of that comment. */
export function headerOf(text: string): string {
  const comment = openingComment(text);
  return /^.*?[.!?](?=\s|$)/.exec(comment)?.[0] ?? comment;
}

function lineComments(code: string): string {
  const [comments = ""] = /^((\/\/|#).*(\n|$))*/.exec(code) ?? [];
  return comments.replaceAll(/^(\/\/+|#+)/gm, "");
}

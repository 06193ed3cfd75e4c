// Reads the words behind a fence: what kind of block it is, and where it is from.

export interface InfoString {
  readonly language: string;
  readonly words: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
}

/** Of ``` ts file=app.ts from="export function" ```; quotes are " or '. */
export function parseInfo(info: string): InfoString {
  const words: string[] = [];
  const attributes = new Map<string, string>();
  const parts = info.matchAll(/(\w+)=(?:"([^"]*)"|'([^']*)'|(\S+))|(\S+)/g);
  for (const [, name, inDouble, inSingle, bare, word] of parts) {
    if (word) words.push(word);
    if (name) attributes.set(name, inDouble ?? inSingle ?? bare ?? "");
  }
  const [language = "", ...rest] = words;
  return { language, words: rest, attributes };
}

// Collects what a process prints, and compares it with what a lesson expects: `…` is anything.

const anything = "…";

/**
 * Whether plain text is as the lines say. `…` in a line stands for anything
 * within a line; alone in it, for any number of lines, none included.
 */
export function matchesOutput(
  expected: readonly string[],
  text: string,
): boolean {
  const pattern = new RegExp(`^${patternOf(expected)}$`);
  return pattern.test(ended(text.trimEnd()));
}

/** Where in the text such lines stand for the first time, or undefined. */
export function findOutput(
  expected: readonly string[],
  text: string,
): { start: number; end: number } | undefined {
  const found = new RegExp(`^${patternOf(expected)}`, "m").exec(text);
  if (!found) return undefined;
  return { start: found.index, end: found.index + found[0].length };
}

/** Without colours, other signs to the terminal, and blanks at line ends. */
export function plain(text: string): string {
  return text.replaceAll(signs, "").replaceAll(/[ \t]*\r?\n/g, "\n");
}

const escapeCharacter = String.fromCharCode(27);
const signs = new RegExp(`${escapeCharacter}\\[[\\d;?]*[A-Za-z]`, "g");

function patternOf(expected: readonly string[]): string {
  return expected.map(linePattern).join("");
}

function linePattern(line: string): string {
  if (line.trim() === anything) return "(?:[^\\n]*\\n)*?";
  const parts = line.trimEnd().split(anything).map(literal);
  return `${parts.join("[^\\n]*?")}\\n`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function ended(text: string): string {
  return text === "" ? "" : `${text}\n`;
}

/** What a process has printed so far, taken piece by piece. */
export class PrintedText {
  #text = "";
  #taken = 0;
  #isOver = false;
  #onChange = () => {};

  constructor(stream: NodeJS.ReadableStream) {
    stream.on("data", (chunk: string) => {
      // A sign may arrive in two pieces, but within one line.
      const line = this.#text.lastIndexOf("\n") + 1;
      this.#text =
        this.#text.slice(0, line) + plain(this.#text.slice(line) + chunk);
      this.#onChange();
    });
    stream.on("close", () => {
      this.#isOver = true;
      this.#onChange();
    });
  }

  /** What was printed and not taken. */
  get rest(): string {
    return this.#text.slice(this.#taken);
  }

  /**
   * Takes the text up to the end of what `find` finds in it, as soon as it
   * does, and resolves to the text before that and the text of that.
   *
   * @throws Error if it is not found within `ms`, or the stream is over
   */
  take(
    find: (text: string) => { start: number; end: number } | undefined,
    ms: number,
  ): Promise<{ before: string; found: string }> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#onChange = () => {};
        settle();
      };
      const fail = () => finish(() => reject(new Error(this.rest)));
      const timer = setTimeout(fail, ms);
      this.#onChange = () => {
        const { rest } = this;
        const place = find(rest);
        if (!place) {
          if (this.#isOver) fail();
          return;
        }
        this.#taken += place.end;
        const before = rest.slice(0, place.start);
        const found = rest.slice(place.start, place.end);
        finish(() => resolve({ before, found }));
      };
      this.#onChange();
    });
  }
}

// Collects what a process prints, and waits for something in it.
import { plain } from "./printed";

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

// Shows how far a run has come: a line on a terminal, a line a server elsewhere.
import type { ProgressListener } from "../../../probes/run/fault-run";
import { style } from "../../../servers/host/terminal";

const LINE_WIDTH = 79;

export class Progress implements ProgressListener {
  #total = 0;
  readonly #stream: NodeJS.WriteStream;
  #done = 0;
  #told = 0;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  expect(total: number): void {
    this.#total = total;
  }

  outcome(server: string, fault: string): void {
    this.#done += 1;
    const share = this.#done / this.#total;
    const line = `${Math.round(100 * share)} %  ${server}: ${fault}`;
    if (this.#stream.isTTY) {
      const shown = style(this.#stream).dim(line.slice(0, LINE_WIDTH));
      this.#stream.write(`\r\u001B[K${shown}`);
      this.#drawn = true;
    } else if (share >= this.#told + 0.25) {
      this.#told = share;
      this.#stream.write(`${line}\n`);
    }
  }

  clear(): void {
    if (this.#drawn) this.#stream.write("\r\u001B[K");
    this.#drawn = false;
  }
}

// The bench for the terminal: a run while it goes on, and what there is to run.
import { type Step, steps } from "../../../steps/steps";
import { describeList, namesOfLists } from "../../bench/contrasts/named";
import {
  contrastsOfStep,
  type PlannedContrast,
} from "../../bench/contrasts/planned-contrast";
import type { Contrast } from "../../bench/results/results-file";
import { usablePairs } from "../../bench/results/sample";
import type { Progress, Reporter } from "../../bench/run/options";
import { times } from "../../bench/verdicts/format";
import { compareMetric, comparisonOf } from "../../bench/verdicts/measured";
import { nameOf, predictionInWords } from "../../bench/verdicts/sentences";
import { workloads } from "../../bench/workloads/workloads";
import { style, table, wrap } from "../../servers/host/terminal";

const WIDTH = 20;
const LINE_WIDTH = 79;
/** Elsewhere than on a terminal: one line each time so much more is done. */
const STRIDE = 0.25;

/** A bar on a terminal, plain lines elsewhere. */
export class ProgressView implements Reporter {
  readonly #stream: NodeJS.WriteStream;
  readonly #isTerminal: boolean;
  #told = 0;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
    this.#isTerminal = stream.isTTY === true;
  }

  checking({ a, b, workload }: PlannedContrast): void {
    const what = `Checking that ${b.name} answers ${workload.name} as ${a.name} does`;
    if (this.#isTerminal) this.#draw(`${what} ...`);
    else this.#write(`${what}.\n`);
  }

  announce(seconds: number): void {
    this.clear();
    this.#write(`This takes ${durationInWords(seconds)} in all.\n`);
  }

  progress(progress: Progress): void {
    const { contrast, done, secondsLeft } = progress;
    const left = `${Math.ceil(secondsLeft)} s left`;
    const where = `${contrast.b} against ${contrast.a}: ${contrast.workload}`;
    const interim = interimFigure(contrast);
    if (this.#isTerminal) {
      const words = [left, where, ...(interim ? [interim] : [])].join(" · ");
      this.#draw(`${bar(done)} ${words}`);
    } else if (done >= this.#told + STRIDE) {
      this.#told = done;
      this.#write(`${Math.round(done * 100)} %, ${left}: ${where}\n`);
    }
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#drawn) this.#write("\r\u001B[K");
    this.#drawn = false;
  }

  #draw(line: string): void {
    const shown = line.length > LINE_WIDTH ? line.slice(0, LINE_WIDTH) : line;
    this.#write(`\r\u001B[K${style(this.#stream).dim(shown)}`);
    this.#drawn = true;
  }

  #write(text: string): void {
    this.#stream.write(text);
  }
}

/** "about 50 seconds", "about 5 minutes". */
export function durationInWords(seconds: number): string {
  return seconds < 90
    ? `about ${Math.round(seconds / 5) * 5} seconds`
    : `about ${Math.round(seconds / 30) / 2} minutes`;
}

function bar(done: number): string {
  const filled = Math.round(done * WIDTH);
  return `[${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}]`;
}

/** Where the headline stands; no result, and marked as none. */
function interimFigure(contrast: Contrast): string | undefined {
  if (contrast.type === "event") return undefined;
  const { pairs, headline } = contrast;
  const measured = compareMetric(usablePairs(pairs), headline, 0.99);
  const comparison = comparisonOf(measured);
  return comparison && `so far ${times(comparison.ratio)} ${nameOf(headline)}`;
}

/** The contrasts and workloads, for people who look for one; or a step's contrasts. */
export function showContrastList(only?: Step): string[] {
  const { bold } = style();
  const contrasts = (only ? [only] : steps).flatMap((step) =>
    contrastsOfStep(step),
  );
  const shown = [
    bold("Contrasts, and what is claimed before they are measured"),
    ...contrasts.flatMap(showContrast),
  ];
  if (only) return shown;
  return [
    ...shown,
    "",
    bold("Lists of their own"),
    ...described(
      namesOfLists().map((name) => [
        `  npm run bench ${name}`,
        describeList(name),
      ]),
    ),
    "",
    bold("Workloads, for -- --workload"),
    ...described(workloads.map(({ name, what }) => [`  ${name}`, what])),
  ];
}

/** Names, and beside them what they are, on as many lines as that takes. */
function described(rows: readonly [string, string][]): string[] {
  const widest = Math.max(...rows.map(([name]) => name.length));
  return table(
    rows.flatMap(([name, what]) =>
      wrap(what, LINE_WIDTH - widest - 2).map((line, index) => [
        index === 0 ? name : "",
        line,
      ]),
    ),
  );
}

function showContrast({
  a,
  b,
  step,
  workload,
  claims,
}: PlannedContrast): string[] {
  return [
    ...described([
      [
        `  npm run bench ${step}`,
        `${workload.name}: ${b.name} against ${a.name}`,
      ],
    ]),
    ...claims.flatMap((claim) =>
      wrap(predictionInWords(claim), 72).map((line) => `      ${line}`),
    ),
  ];
}

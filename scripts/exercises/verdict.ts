// The whole verdict on one exercise: what holds, what does not, what is next.

import type { Check } from "./check-exercise";
import { findingsOf } from "./explain-check";
import { hintsOf } from "./hints";
import { withoutForeignFrames } from "./places";
import {
  behaviours,
  type Colours,
  indent,
  showFailure,
  showTitle,
  showTrap,
  showTraps,
} from "./show-check";

export interface VerdictOptions {
  readonly colours: Colours;
  /** How many hints of the exercise were shown. */
  readonly hintsShown: number;
  /** What to type for the step that follows, if one does. */
  readonly next?: string | undefined;
  readonly verbose?: boolean | undefined;
}

export function showVerdict(check: Check, options: VerdictOptions): string {
  const { colours } = options;
  const parts = [showTitle(check, colours)];
  if (options.verbose) parts.push(...showEverything(check, colours));
  if (check.target.kind === "trap") {
    parts.push(showTrap(check, check.target.trap, colours));
  } else if (check.passed) {
    parts.push(...showPass(check, options));
  } else {
    parts.push(showFailure(check, colours), ...showWayOn(check, options));
  }
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function showPass(check: Check, { colours, next }: VerdictOptions): string[] {
  const held = check.tests.filter(({ status }) => status === "passed").length;
  const skipped = check.tests.filter(({ status }) => status === "skipped");
  const isAll = skipped.length === 0 && held > 1;
  const all = isAll ? `all ${behaviours(held)}` : behaviours(held);
  const notChecked = skipped.map(({ name }) => `  not checked: ${name}`);
  if (check.target.kind !== "yours") {
    return [[`It passes: ${all}.`, ...notChecked].join("\n")];
  }
  return [
    [colours.green(`Well done: ${all}.`), ...notChecked].join("\n"),
    showTraps(check, colours),
    next ? `Next: ${colours.bold(next)}` : "",
  ];
}

/** The hint that is next; after the last, the solution. */
function showWayOn(check: Check, options: VerdictOptions): string[] {
  if (check.target.kind !== "yours") return [];
  const { number, name } = check.exercise;
  const hints = hintsOf(check.exercise).length;
  const next = options.hintsShown + 1;
  if (next <= hints) {
    const command = options.colours.bold(`npm run hint ${number}`);
    return [`Stuck? ${command} (hint ${next} of ${hints})`];
  }
  const command = options.colours.bold(`npm run diff ${number} -- --exercise`);
  return [`Stuck? ${command} compares yours with solutions/${name}`];
}

/** Every behaviour, all that Jest says of a failed one, all that was printed. */
function showEverything(check: Check, c: Colours): string[] {
  const marks = {
    passed: c.green("holds "),
    failed: c.red("fails "),
    skipped: c.dim("skip  "),
  };
  const list = check.tests.map(
    ({ name, status, ms }) => `${marks[status]} ${name} ${c.dim(`${ms} ms`)}`,
  );
  const printed = [...check.printed, check.output.trim()].filter(Boolean);
  return [
    indent(2, list),
    ...findingsOf(check).map(({ name, message }) =>
      [
        indent(2, [c.bold(name)]),
        indent(4, [withoutForeignFrames(message)]),
      ].join("\n"),
    ),
    printed.length > 0 ? `Printed:\n${indent(2, printed)}` : "",
  ];
}

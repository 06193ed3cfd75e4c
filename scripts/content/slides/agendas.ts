// Reads the agendas of slides/AGENDAS.md, and finds minutes that do not add up.
import { join } from "node:path";
import { steps } from "../../../steps/steps";
import { root } from "../../servers/host/paths";
import { readText } from "../../servers/host/read-text";

export interface Agenda {
  readonly title: string;
  /** In minutes, as its heading says. */
  readonly length: number;
  readonly parts: readonly AgendaPart[];
}

export interface AgendaPart {
  /** Minutes from the beginning. */
  readonly at: number;
  readonly minutes: number;
  /** "Step 3: Middleware", "Exercise 3", "Break". */
  readonly what: string;
}

export const agendasFile = join(root, "slides", "AGENDAS.md");

export function readAgendas(): Agenda[] {
  return parseAgendas(readText(agendasFile));
}

/** Each `## Half a day (240 minutes)` with the rows of its table. */
export function parseAgendas(text: string): Agenda[] {
  const headings = text.matchAll(/^## (.+) \((\d+) minutes\)$/gm);
  const sections = text.split(/^## .*$/m).slice(1);
  return [...headings].map(([, title = "", length], index) => ({
    title,
    length: Number(length),
    parts: partsOf(sections[index] ?? ""),
  }));
}

function partsOf(section: string): AgendaPart[] {
  const rows = section.matchAll(
    /^\| (\d+):(\d\d) \| (\d+) \| (.+?) *\|[ \t]*$/gm,
  );
  return [...rows].map(([, hours, minutes, length, what = ""]) => ({
    at: Number(hours) * 60 + Number(minutes),
    minutes: Number(length),
    what,
  }));
}

/** One line for each row that is late, too long or of no step. */
export function agendaProblems({ title, length, parts }: Agenda): string[] {
  let clock = 0;
  const problems = parts.flatMap(({ at, minutes, what }) => {
    const found = [
      at === clock ? undefined : `begins at ${at}, and it is ${clock} by then`,
      wrongMinutes(what, minutes),
    ].filter((problem) => problem !== undefined);
    clock += minutes;
    return found.map((problem) => `${title}: “${what}” ${problem}`);
  });
  return clock === length
    ? problems
    : [...problems, `${title} takes ${clock} minutes, and not ${length}`];
}

function wrongMinutes(what: string, minutes: number): string | undefined {
  const [, kind, number] = /^(Step|Exercise) (\d+)\b/.exec(what) ?? [];
  if (!kind) return undefined;
  const step = steps.find((each) => each.number === Number(number));
  if (!step) return "is of no step";
  const { lesson, exercise } = step.minutes;
  const planned = kind === "Step" ? lesson : exercise;
  if (kind === "Step" && !what.endsWith(`: ${step.title}`)) {
    return `is called “${step.title}”`;
  }
  if (planned === minutes) return undefined;
  return `has ${minutes} minutes; steps.ts has ${planned}`;
}

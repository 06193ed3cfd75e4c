// A profile for the terminal: what kind of code the time went to, and which functions.
import type { KeptRun } from "../../bench/profile/kept-profiles";
import {
  EXERCISE,
  type FunctionShare,
  showShare,
} from "../../bench/profile/summary";
import { capitalised } from "../../bench/summary/caveats";
import { style, table, wrap } from "../../servers/host/terminal";

const MOST_GROUPS = 8;
const MOST_FUNCTIONS = 15;
const WIDTH = 80;
const NAME_WIDTH = 24;

type Worker = KeptRun["workers"][number];

export function showProfiles(run: KeptRun): string[] {
  const { subject, load, statuses, workers } = run;
  const counts = Object.entries(statuses).map(
    ([status, count]) => `${count} requests answered with ${status}`,
  );
  return [
    ...wrap(`${capitalised(subject)} under ${load}: ${counts.join(", ")}.`),
    ...workers.flatMap((worker) => ["", ...showWorker(worker)]),
  ];
}

function showWorker(worker: Worker): string[] {
  const { bold } = style();
  const { groups, functions } = worker;
  const rest = groups.slice(MOST_GROUPS);
  const others = rest.reduce((total, { self }) => total + self, 0);
  const rows = [
    ...groups
      .slice(0, MOST_GROUPS)
      .map(({ self, name }) => [percent(self), name]),
    ...(rest.length > 0 ? [[percent(others), `${rest.length} more`]] : []),
  ];
  return [
    ...wrap(circumstances(worker)),
    "",
    bold("Kind of code"),
    ...table(rows).map(indented),
    "",
    bold("Function"),
    ...functionTable(functions.slice(0, MOST_FUNCTIONS)).map(indented),
    ...showLearnersFunctions(functions),
  ];
}

/** An exercise asks for what its own functions cost with all that they call. */
function showLearnersFunctions(functions: readonly FunctionShare[]): string[] {
  const { bold } = style();
  const learners = functions
    .filter(({ group, name }) => group === EXERCISE && name !== "(anonymous)")
    .sort((a, b) => b.total - a.total)
    .slice(0, MOST_FUNCTIONS);
  if (learners.length === 0) return [];
  return [
    "",
    bold("Function of the exercise"),
    ...functionTable(learners).map(indented),
  ];
}

/** "Worker 1: 4873 samples in 5.0 s, 3.1 % idle. …" */
function circumstances(worker: Worker): string {
  const { name, samples, seconds, idle, threads } = worker;
  const what = `${capitalised(name)}: ${samples} samples in ${seconds.toFixed(1)} s, ${showShare(idle)} of them idle. The shares are of the others.`;
  if (threads === 0) return what;
  const many = threads === 1 ? "worker thread is" : "worker threads are";
  return `${what} Its ${threads} ${many} not in the profile.`;
}

function functionTable(functions: readonly FunctionShare[]): string[] {
  const names = functions.map(({ name }) => shortened(name, NAME_WIDTH));
  const widest = Math.max(...names.map((name) => name.length));
  const left = WIDTH - widest - "  99.9 %  99.9 %    ".length;
  return table([
    ["  self", " total", "name", "where"],
    ...functions.map(({ self, total, place, group }, index) => [
      ...[percent(self), percent(total), names[index] ?? ""],
      place === "" ? group : shortenedPath(place, left),
    ]),
  ]);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Where it is too long, without its middle: "05-layers/…/user-routes.ts:12". */
function shortenedPath(path: string, most: number): string {
  if (path.length <= most) return path;
  const names = path.replace(/^(steps|exercises|solutions)\//, "").split("/");
  const start = names.shift() ?? "";
  while (names.length > 1) {
    names.shift();
    const shorter = [start, "…", ...names].join("/");
    if (shorter.length <= most) return shorter;
  }
  return `…${path.slice(1 - most)}`;
}

function percent(share: number): string {
  return showShare(share).padStart(6);
}

function indented(line: string): string {
  return `  ${line}`;
}

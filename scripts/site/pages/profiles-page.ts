// The profiles that were taken on this machine: where the time went, and the way to each flame graph.
import {
  type KeptRun,
  keptRunFiles,
  readKeptRun,
} from "../../bench/profile/kept-profiles";
import { type FunctionShare, showShare } from "../../bench/profile/summary";
import { capitalised } from "../../bench/summary/caveats";
import {
  type Child,
  element,
  type Markup,
} from "../../content/markdown/markup";
import { memoizeByMtime } from "../../content/memoize-by-mtime";
import { flameGraphUrl } from "../urls";
import type { Page } from "./page";

const read = memoizeByMtime(readKeptRun);

/** Older ones stay on the disk. */
const MOST_RUNS = 20;
const MOST_FUNCTIONS = 15;

type Worker = KeptRun["workers"][number];

export function profilesPage(): Page {
  const runs = keptRunFiles()
    .slice(0, MOST_RUNS)
    .flatMap((file) => read(file) ?? []);
  return {
    title: "Profiles",
    section: "profiles",
    madeFrom: ["profiles"],
    main: [
      element("h1", {}, "Profiles"),
      element(
        "p",
        { class: "lede" },
        "Where the processor time of a server goes while it is under load, function by function.",
      ),
      runs.length > 0 ? runs.map(runSection) : noneYet(),
    ],
  };
}

function noneYet(): Markup {
  return element(
    "p",
    {},
    "No profile was taken on this machine yet. To take one: ",
    element("kbd", {}, "npm run profile 13"),
  );
}

function runSection(run: KeptRun, index: number): Markup {
  const { subject, load, startedAt, command, workers, node } = run;
  const time = element("time", { datetime: startedAt }, told(startedAt));
  return element(
    "details",
    { class: "report own", open: index === 0 ? "" : undefined, id: run.run },
    element("summary", {}, `${capitalised(subject)} under ${load}, `, time),
    element(
      "p",
      { class: "soft" },
      element("kbd", {}, command),
      `, on Node ${node}. ${requestsOf(run)}`,
    ),
    workers.map((worker) => workerSection(run, worker)),
  );
}

function told(startedAt: string): string {
  return startedAt.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, " UTC");
}

function requestsOf({ statuses }: KeptRun): string {
  const counts = Object.entries(statuses).map(
    ([status, count]) => `${count} requests were answered with ${status}`,
  );
  return `${counts.join(", ")}.`;
}

function workerSection({ run, subject }: KeptRun, worker: Worker): Markup {
  const { name, file, samples, seconds, idle, threads } = worker;
  const title = `${subject}, ${name}`;
  return element(
    "section",
    {},
    element("h3", {}, capitalised(name)),
    element(
      "p",
      {},
      element(
        "a",
        { href: flameGraphUrl(run, file, title) },
        `Flame graph of ${title}`,
      ),
      `: ${samples} samples in ${seconds.toFixed(1)} s, ${showShare(idle)} of them idle. The shares are of the others.`,
      threads > 0 ? ` Worker threads are not in it: ${threads}.` : "",
    ),
    shares(
      `Kinds of code of ${title}`,
      ["self", "kind of code"],
      [...worker.groups.map((group) => [showShare(group.self), group.name])],
    ),
    shares(
      `Functions of ${title}`,
      ["self", "total", "function", "where"],
      [
        ...worker.functions
          .slice(0, MOST_FUNCTIONS)
          .map((one) => [
            ...[showShare(one.self), showShare(one.total)],
            ...[element("code", {}, one.name), whereIs(one)],
          ]),
      ],
    ),
  );
}

/** A file of the repository has a page, with its lines. */
function whereIs({ place, group }: FunctionShare): Child {
  if (place === "") return group;
  const code = element("code", {}, place);
  const [, file, line] =
    /^((?:steps|exercises|solutions)\/.*):(\d+)$/.exec(place) ?? [];
  if (file === undefined) return code;
  return element("a", { href: `/${file}#L${line}` }, code);
}

function shares(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
): Markup {
  const cells = (row: readonly Child[]) =>
    row.map((cell) => element("td", {}, cell));
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          heads.map((head) => element("th", { scope: "col" }, head)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map((row) => element("tr", {}, cells(row))),
      ),
    ),
  );
}

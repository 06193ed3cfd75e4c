// The outcomes of the faults: as a stand-alone page, and as sections of the site's.

import { type Child, element } from "../../content/markdown/markup";
import { categories } from "../../probes/probe";
import type {
  Attacked,
  FaultRecord,
  OutcomeRecord,
  ResultsFile,
} from "../../probes/results/results-file";
import { markOf, outcomeInWords, sumUp } from "../../probes/results/words";
import { matrixPicture } from "./fault-matrix";
import { type LessonLink, ownServerSection } from "./own-server-report";
import { reportDocument } from "./report-document";

export function faultsPage(results: ResultsFile): string {
  const title = `Faults: ${titleOf(results.servers)}`;
  return reportDocument(title, faultSections(results));
}

/**
 * What came of it, without the page around it. Servers of the user's own stand
 * beside the steps in the picture, and have a section to themselves.
 */
export function faultSections(
  results: ResultsFile,
  lessonLink: LessonLink = () => undefined,
): Child {
  const { servers, faults } = results;
  const own = servers.filter(({ step }) => step === null);
  const ofSteps = servers.filter(({ step }) => step !== null);
  return [
    element("p", { class: "soft" }, whenAndHow(results)),
    results.complete
      ? undefined
      : element("p", {}, "This run was ended early: it is not the whole."),
    ofSteps.length === 0
      ? undefined
      : element(
          "ul",
          { class: "verdicts" },
          ofSteps.map((server) => element("li", {}, sentence(server))),
        ),
    own.map((server) => ownServerSection(server, faults, lessonLink)),
    ofSteps.length === 0
      ? undefined
      : [
          matrixPicture(servers, faults),
          categories.map((category) => section(category, ofSteps, faults)),
        ],
  ];
}

function titleOf(servers: readonly Attacked[]): string {
  const [first] = servers;
  return servers.length === 1 && first
    ? `what ${first.name} survives`
    : "what each step survives";
}

function whenAndHow(results: ResultsFile): string {
  const { startedAt, command, environment } = results;
  const { node, system, cores } = environment;
  return `${startedAt.slice(0, 16).replace("T", " ")} UTC, by: ${command}. Node ${node}, ${system}, ${cores} cores.`;
}

function sentence(server: Attacked): string {
  return `${server.name} ${sumUp(server)}.`;
}

/** The picture in words: every fault, what it is, and what came of it where. */
function section(
  category: string,
  servers: readonly Attacked[],
  faults: readonly FaultRecord[],
): Child {
  const ofIt = faults.filter((fault) => fault.category === category);
  if (ofIt.length === 0) return undefined;
  return element(
    "section",
    {},
    element("h2", {}, category),
    ofIt.map((fault) => [
      element("h3", { id: fault.name }, fault.name),
      element(
        "p",
        {},
        `${fault.does} To survive: ${fault.surviving} Since step ${fault.survivedSince}.`,
      ),
      element(
        "ul",
        { class: "outcomes" },
        grouped(servers, fault).map(([words, names]) =>
          element("li", {}, `${names.join(", ")}: ${words}`),
        ),
      ),
    ]),
  );
}

/** Servers of which the same was seen share a line. */
function grouped(
  servers: readonly Attacked[],
  fault: FaultRecord,
): [string, string[]][] {
  const lines = new Map<string, string[]>();
  for (const { name, step, outcomes } of servers) {
    const outcome = outcomes.find((one) => one.fault === fault.name);
    if (!outcome) continue;
    const words = inWords(outcome);
    const short = step === null ? name : `step ${step}`;
    lines.set(words, [...(lines.get(words) ?? []), short]);
  }
  return [...lines];
}

function inWords(outcome: OutcomeRecord): string {
  const claim = outcome.asClaimed === false ? " (not as it claims)" : "";
  return `${markOf(outcome)} ${outcomeInWords(outcome)}${claim}`;
}

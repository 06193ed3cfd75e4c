// npm run faults 4: attacks a step's server, and says what it survives.
import { Command, Option } from "commander";
import { steps } from "../../../steps/steps";
import { chooseFaults } from "../../probes/catalogue";
import { describeCoverage } from "../../probes/own/coverage";
import { explore } from "../../probes/own/explore";
import type { OwnServerFile } from "../../probes/own/own-server";
import type { Fault } from "../../probes/probe";
import {
  newFalls,
  newlyNotRun,
  readBaseline,
} from "../../probes/results/baseline";
import type { ResultsFile } from "../../probes/results/results-file";
import { keepResults } from "../../probes/results/store";
import { FaultRun } from "../../probes/run/fault-run";
import { findStep } from "../../servers/host/find-step";
import { info, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { onShutdown } from "../../servers/start/on-shutdown";
import { faultsPage } from "../../site/reports/faults-report";
import { type OwnOptions, ownServerOf } from "../faults/own-options";
import { writeReport } from "../faults/write-report";
import { openInBrowser } from "../open-in-browser";
import {
  Progress,
  showFaults,
  showMatrix,
  showNew,
  showServer,
} from "../print/faults";
import { addHeader, addWord } from "../repeatable-options";

interface Options extends OwnOptions {
  readonly fault?: string;
  readonly category?: string;
  readonly list?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("faults")
    .description("what a step survives; no step: the table of all of them")
    .argument("[step]", "its number or its name")
    .option("--fault <name>", "one fault, as --list names it")
    .option("--category <name>", "those of a kind: input, protocol, …")
    .option("--list", "the faults, and who survives them; attacks nobody")
    .option("--open", "open the page of the results")
    .option("--json", "print one JSON document")
    .option("--url <address>", "attack a server of your own instead")
    .option("--path <path>", "for --url: answers a GET; repeatable", addWord)
    .option(
      "--post <path>",
      "for --url: takes a POST of JSON; repeatable",
      addWord,
    )
    .option("--header <Name: value>", "for --url: credentials", addHeader)
    .option("--login <request>", "for --url: '/login {…}'; its token is used")
    .option("--config <file>", "for --url: all of that; else ./faults.json")
    .option("--report <file>", "for --url: FILE.html, and FILE.json")
    .option("--fail-on <ways>", "for --url: exit code 1 for crashed,leaked, …")
    .option("--baseline <file>", "for --url: only what is new in it fails")
    .option("--this-server-is-mine", "allow another machine in --url")
    .addOption(new Option("--i-own-this-server").hideHelp())
    .action(run);
}

async function run(typed: string | undefined, options: Options): Promise<void> {
  const faults = chooseFaults(options);
  if (options.list) return console.log(showFaults(faults).join("\n"));
  assertFit(typed, options);
  const own = isOwn(options) ? ownServerOf(options) : undefined;
  const judge = own ? judgeOf(own) : isAsClaimed;
  const attacked = new FaultRun(
    commandLine(typed, options),
    faults,
    new Progress(),
  );
  let kept: Promise<unknown> = Promise.resolve();
  onShutdown(async () => {
    attacked.abort();
    await kept;
  });
  const running = own
    ? startOnOwn(attacked, own, faults)
    : startOnSteps(attacked, typed);
  kept = running.then(keepIncomplete, () => {});
  const results = await running;
  if (!results.complete) return new Promise(() => {}); // Exits by signal.
  finish(results, options, own);
  process.exitCode = judge(results) ? 0 : 1;
}

function startOnSteps(
  attacked: FaultRun,
  typed: string | undefined,
): Promise<ResultsFile> {
  const chosen = typed === undefined ? steps : [findStep(typed, "faults")];
  return attacked.onSteps(chosen);
}

async function startOnOwn(
  attacked: FaultRun,
  own: OwnServerFile,
  faults: readonly Fault[],
): Promise<ResultsFile> {
  assertKnown(Object.keys(own.skip));
  const server = await explore(own);
  for (const line of describeCoverage(server, faults)) info(line);
  info("What it stores of this stays stored: it is attacked as it stands.");
  return attacked.onOwn(server);
}

function finish(
  results: ResultsFile,
  options: Options,
  own: OwnServerFile | undefined,
): void {
  const { servers, faults } = results;
  const { file, page } = keepResults(results, faultsPage);
  const report = own?.report ? writeReport(own.report, results) : undefined;
  const [only] = servers;
  if (options.json) {
    writeJson({ ...results, file, page: report?.page ?? page });
  } else {
    const lines =
      servers.length === 1 && only
        ? showServer(only, faults)
        : showMatrix(servers, faults);
    console.log([...lines, ""].join("\n"));
    if (report) console.log(`For your team: ${report.page}, ${report.json}`);
    console.log(`As a page: ${report?.page ?? page}`);
  }
  if (options.open) openInBrowser(page);
}

/** A step is as it claims. */
function isAsClaimed({ servers }: ResultsFile): boolean {
  return servers.every(({ outcomes }) =>
    outcomes.every(({ asClaimed }) => asClaimed !== false),
  );
}

/** A server of one's own claims nothing: it fails by what is new and counts. */
function judgeOf(own: OwnServerFile): (results: ResultsFile) => boolean {
  const before = own.baseline ? readBaseline(own.baseline) : undefined;
  return (results) => {
    const found = newFalls(results, before, own.failOn);
    const notRun = newlyNotRun(results, before);
    if (before || own.failOn) {
      for (const line of showNew(found, notRun)) info(line);
    }
    return found.length + notRun.length === 0;
  };
}

function keepIncomplete(results: ResultsFile): void {
  if (results.complete) return;
  const done = results.servers.some(({ outcomes }) => outcomes.length > 0);
  info(
    done
      ? `Ended early. What came of it until now is in ${keepResults(results, faultsPage).file}`
      : "Ended early, before the first fault was done.",
  );
}

function commandLine(typed: string | undefined, options: Options): string {
  const { fault, category, url, config } = options;
  const words = Object.entries({ fault, category, url, config }).flatMap(
    ([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]),
  );
  const all = [typed, ...(words.length > 0 ? ["--", ...words] : [])];
  return ["npm run faults", ...all].filter(Boolean).join(" ");
}

function isOwn({ url, config }: Options): boolean {
  return url !== undefined || config !== undefined;
}

function assertFit(typed: string | undefined, options: Options): void {
  const { header, path, post, login, report, failOn, baseline } = options;
  const { thisServerIsMine, iOwnThisServer } = options;
  if (isOwn(options)) {
    if (typed === undefined) return;
    throw new UserError("--url and a step are two servers: choose one.");
  }
  const about = { header, path, post, login, report, failOn, baseline };
  const mine = thisServerIsMine ?? iOwnThisServer;
  if (mine === undefined && Object.values(about).every((one) => !one)) return;
  throw new UserError(
    "--header, --path, --post, --login, --report, --fail-on, --baseline and --this-server-is-mine are about --url.",
  );
}

/** Of faults.json: a name that is none would leave nothing out. */
function assertKnown(names: readonly string[]): void {
  for (const fault of names) chooseFaults({ fault });
}

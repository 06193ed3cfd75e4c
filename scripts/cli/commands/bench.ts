// npm run bench 3: contrasts a step with the one before it, and says what was found.
import { randomInt } from "node:crypto";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  chooseContrasts,
  contrastsOfReference,
  type Typed,
} from "../../bench/contrasts/choose";
import { isNamedList } from "../../bench/contrasts/named";
import {
  writeListReference,
  writeReferences,
} from "../../bench/reference/reference";
import {
  keepResults,
  latestResults,
  type Mode,
  type ResultsFile,
  readResults,
} from "../../bench/results/results-file";
import { runBench } from "../../bench/run/bench-run";
import { measureAlone } from "../../bench/run/context";
import { efforts } from "../../bench/run/options";
import { runDocument, showRun } from "../../bench/summary/show-run";
import { summarise } from "../../bench/summary/summarise";
import { findStep } from "../../servers/host/find-step";
import { info, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { onShutdown } from "../../servers/start/on-shutdown";
import { writeReport } from "../../site/reports/bench/bench-report";
import { measureOwn, type OwnBench } from "../bench/measure-own";
import { openInBrowser } from "../open-in-browser";
import { ProgressView, showContrastList } from "../print/bench";
import { addHeader, addWord, type Headers } from "../repeatable-options";

interface Options extends Omit<Typed, "first" | "second"> {
  readonly quick?: boolean;
  readonly thorough?: boolean;
  readonly list?: boolean;
  readonly report?: boolean;
  readonly reference?: boolean;
  readonly json?: boolean;
  readonly seed?: number;
  readonly path?: readonly string[];
  readonly header?: Headers;
  readonly expect?: number;
}

/** Of every interval, and so of every verdict. */
const CONFIDENCE = 0.99;

export function command(): Command {
  return new Command("bench")
    .description("measure a step against another; no step: the whole journey")
    .argument("[step]", "its number or its name; or a list that --list names")
    .argument("[other]", "against it: contrasts any two")
    .option("--quick", "less sure, in about 25 seconds")
    .option("--thorough", "finer differences, in about 3 minutes")
    .option("--workload <name>", "what is sent, as --list names it")
    .option("--url <address>", "a server of your own; beside a step, or alone")
    .option("--path <path>", "for --url alone: a route; repeatable", addWord)
    .option("--header <Name: value>", "for --url alone: credentials", addHeader)
    .option("--expect <status>", "for --url alone: measure it", parseStatus)
    .option("--this-server-is-mine", "allow another machine in --url")
    .addOption(new Option("--i-own-this-server").hideHelp())
    .option("--exercise <number>", "your answer beside the solution")
    .option("--report", "open the newest run's page, and measure nothing")
    .option("--list", "the contrasts, their claims, and the workloads")
    .option("--reference", "for maintainers: writes steps/*/reference")
    .option("--seed <number>", "repeat a run's order and requests", parseSeed)
    .option("--json", "print one JSON document")
    .action(run);
}

async function run(
  first: string | undefined,
  second: string | undefined,
  options: Options,
): Promise<void> {
  if (options.list) {
    const only = first === undefined ? undefined : findStep(first, "bench");
    return console.log(showContrastList(only).join("\n"));
  }
  if (options.report) return showReport();
  assertFit(first, second, options);
  if (options.url !== undefined && first === undefined) {
    return measureOwn(ownOf(options.url, options));
  }
  const contrasts = options.reference
    ? contrastsOfReference(first)
    : chooseContrasts({ ...options, first, second });
  const release = measureAlone();
  const controller = new AbortController();
  let kept: Promise<unknown> = Promise.resolve();
  onShutdown(async () => {
    controller.abort(new Error("the run was ended early"));
    await kept;
  });
  const view = new ProgressView();
  const mode = modeOf(options);
  const running = runBench({
    command: commandLine(first, second, options),
    contrasts,
    effort: efforts[mode],
    seed: options.seed ?? randomInt(2 ** 31),
    confidence: CONFIDENCE,
    signal: controller.signal,
    reporter: view,
  }).finally(() => view.clear());
  kept = running.then(keepIncomplete, () => {});
  const results = await running.finally(release);
  if (!results.complete) return await new Promise(() => {}); // Exits by signal.
  finish(results, keepResults(results), options);
  if (!options.reference) return;
  const folders =
    first !== undefined && isNamedList(first)
      ? [writeListReference(results, first)]
      : writeReferences(results);
  for (const folder of folders) info(`Written: ${folder}`);
}

function ownOf(url: string, options: Options): OwnBench {
  const { path: paths = [], header: headers = {}, expect, json } = options;
  const isMine = options.thisServerIsMine ?? options.iOwnThisServer ?? false;
  const mode = modeOf(options);
  return { url, isMine, paths, headers, expect, mode, json: json ?? false };
}

function keepIncomplete(results: ResultsFile): void {
  if (results.complete) return;
  info(
    results.contrasts.length === 0
      ? "Ended early, before the first sample."
      : `Ended early. The samples taken are in ${keepResults(results)}`,
  );
}

function showReport(): void {
  const file = latestResults();
  if (!file) {
    throw new UserError("There is no run yet. Type: npm run bench 3", 1);
  }
  const page = writeReport(readResults(file), file);
  console.log(page);
  if (process.stdout.isTTY) openInBrowser(page);
}

function finish(results: ResultsFile, file: string, options: Options): void {
  const summary = summarise(results);
  if (options.json) {
    writeJson(runDocument(summary, file));
  } else {
    console.log(showRun(summary).join("\n"));
    console.log(`Samples: ${file}`);
    console.log("With plots: npm run bench -- --report");
  }
  process.exitCode = summary.claims.failed > 0 ? 1 : 0;
}

function modeOf({ quick, thorough }: Options): Mode {
  return quick ? "quick" : thorough ? "thorough" : "normal";
}

function commandLine(
  first: string | undefined,
  second: string | undefined,
  { quick, thorough, workload, url, exercise }: Options,
): string {
  const options = [
    ...(quick ? ["--quick"] : []),
    ...(thorough ? ["--thorough"] : []),
    ...(workload ? [`--workload ${workload}`] : []),
    ...(url ? [`--url ${url}`] : []),
    ...(exercise ? [`--exercise ${exercise}`] : []),
  ];
  const words = [first, second, ...(options.length > 0 ? ["--"] : [])];
  return ["npm run bench", ...words, ...options].filter(Boolean).join(" ");
}

function assertFit(
  first: string | undefined,
  second: string | undefined,
  options: Options,
): void {
  const { path, header, expect } = options;
  if (
    (path ?? header ?? expect) !== undefined &&
    (options.url === undefined || first !== undefined)
  ) {
    throw new UserError(
      "--path, --header and --expect are about --url without a step: npm run bench -- --url http://127.0.0.1:3000 --path /items",
    );
  }
  const { quick, thorough, url, exercise, workload, reference } = options;
  if (url !== undefined && first === undefined && workload !== undefined) {
    throw new UserError(
      "A workload is what steps are sent: type a step, or leave out --workload.",
    );
  }
  if (reference && (second ?? url ?? exercise ?? workload) !== undefined) {
    throw new UserError(
      "--reference is of the whole journey, one step or one list.",
    );
  }
  if (quick && thorough) {
    throw new UserError("--quick and --thorough are two runs: choose one.");
  }
  if (url !== undefined && exercise !== undefined) {
    throw new UserError("--url and --exercise are two contrasts: choose one.");
  }
  if (url !== undefined && second !== undefined) {
    throw new UserError("--url stands beside one step: type one number.");
  }
  if (exercise !== undefined && workload !== undefined) {
    throw new UserError("--exercise has a workload of its own.");
  }
}

function parseStatus(typed: string): number {
  if (/^[1-5]\d\d$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError("A status is a number, as 200.");
}

function parseSeed(typed: string): number {
  const seed = Number(typed);
  if (Number.isSafeInteger(seed) && typed.trim() !== "") return seed;
  throw new InvalidArgumentError("A seed is a whole number.");
}

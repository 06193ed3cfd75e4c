// npm run faults 4: attacks a step's server, and says what it survives.
import { Command, InvalidArgumentError } from "commander";
import { steps } from "../../../steps/steps";
import { chooseFaults } from "../../probes/catalogue";
import type { ResultsFile } from "../../probes/results/results-file";
import { keepResults } from "../../probes/results/store";
import { FaultRun } from "../../probes/run/fault-run";
import { urlTarget } from "../../probes/targets/url-target";
import { findStep } from "../../servers/host/find-step";
import { info, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { onShutdown } from "../../servers/start/on-shutdown";
import { faultsPage } from "../../site/reports/faults-report";
import { openInBrowser } from "../open-in-browser";
import { Progress, showFaults, showMatrix, showServer } from "../print/faults";

interface Options {
  readonly fault?: string;
  readonly category?: string;
  readonly url?: string;
  readonly thisServerIsMine?: boolean;
  readonly header?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly post?: string;
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
    .option("--url <address>", "attack a server of your own instead")
    .option("--this-server-is-mine", "allow another machine in --url")
    .option("--header <Name: value>", "for --url: credentials", addHeader)
    .option("--path <path>", "for --url: answers a GET (/users)")
    .option("--post <path>", "for --url: takes a POST of JSON (/users)")
    .option("--list", "the faults, and who survives them; attacks nobody")
    .option("--open", "open the page of the results")
    .option("--json", "print one JSON document")
    .action(run);
}

async function run(typed: string | undefined, options: Options): Promise<void> {
  const faults = chooseFaults(options);
  if (options.list) return console.log(showFaults(faults).join("\n"));
  assertFit(typed, options);
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
  const running = start(attacked, typed, options);
  kept = running.then(keepIncomplete, () => {});
  const results = await running;
  if (!results.complete) return new Promise(() => {}); // Exits by signal.
  finish(results, options);
}

async function start(
  attacked: FaultRun,
  typed: string | undefined,
  options: Options,
): Promise<ResultsFile> {
  const { url, header = {}, path, post } = options;
  if (url === undefined) {
    const chosen = typed === undefined ? steps : [findStep(typed, "faults")];
    return attacked.onSteps(chosen);
  }
  const isMine = options.thisServerIsMine ?? false;
  const target = await urlTarget({ url, isMine, headers: header, path, post });
  info("What it stores of this stays stored: it is attacked as it stands.");
  return attacked.onTarget(target, url);
}

function finish(results: ResultsFile, options: Options): void {
  const { servers, faults } = results;
  const { file, page } = keepResults(results, faultsPage);
  const [only] = servers;
  if (options.json) {
    writeJson({ ...results, file, page });
  } else {
    const lines =
      servers.length === 1 && only
        ? showServer(only, faults)
        : showMatrix(servers, faults);
    console.log([...lines, "", `As a page: ${page}`].join("\n"));
  }
  if (options.open) openInBrowser(page);
  process.exitCode = servers.every(isAsItShould) ? 0 : 1;
}

/** A step is as it claims; what claims nothing is to survive all. */
function isAsItShould({ outcomes }: ResultsFile["servers"][number]): boolean {
  return outcomes.every(
    ({ asClaimed, verdict }) => asClaimed ?? verdict !== "fell",
  );
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
  const { fault, category, url } = options;
  const words = Object.entries({ fault, category, url }).flatMap(
    ([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]),
  );
  const all = [typed, ...(words.length > 0 ? ["--", ...words] : [])];
  return ["npm run faults", ...all].filter(Boolean).join(" ");
}

function assertFit(typed: string | undefined, options: Options): void {
  const { url, header, path, post, thisServerIsMine } = options;
  if (url !== undefined && typed !== undefined) {
    throw new UserError("--url and a step are two servers: choose one.");
  }
  if (url === undefined && (header ?? path ?? post ?? thisServerIsMine)) {
    throw new UserError(
      "--header, --path, --post and --this-server-is-mine are about --url.",
    );
  }
}

function addHeader(
  typed: string,
  headers: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(typed) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('It is written as "Name: value".');
  }
  return { ...headers, [name]: value };
}

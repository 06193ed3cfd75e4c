// npm run profile 13: a CPU profile of a step's workers under load, as a table and as a flame graph.
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import {
  type KeptRun,
  keepProfiles,
  profilesDirectory,
} from "../../bench/profile/kept-profiles";
import { chooseLoad, type ProfiledLoad } from "../../bench/profile/load";
import {
  exerciseSubject,
  type ProfileSubject,
  stepSubject,
} from "../../bench/profile/subject";
import { takeProfiles } from "../../bench/profile/take-profiles";
import { findStep } from "../../servers/host/find-step";
import { relativePath, SITE_PORT } from "../../servers/host/paths";
import { info, style, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { assertPortIsFree } from "../../servers/start/busy-port";
import { onShutdown } from "../../servers/start/on-shutdown";
import { siteAt } from "../../site/site-at";
import { flameGraphUrl, profilesUrl } from "../../site/urls";
import { openInBrowser } from "../open-in-browser";
import { showProfiles } from "../print/profile";
import { addPair } from "../repeatable-options";
import { parsePort } from "./home";

interface Options {
  readonly exercise?: string;
  readonly solution?: boolean;
  readonly workload?: string;
  readonly path?: string;
  readonly seconds: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly port: number;
  readonly open: boolean;
  readonly serve: boolean;
  readonly json?: boolean;
}

const SECONDS = 5;

export function command(): Command {
  return new Command("profile")
    .description("where a step's time goes under load, as a flame graph")
    .argument("[step]", "its number or its name")
    .option("--workload <name>", "what is sent, as bench -- --list names it")
    .option("--path </path>", "what is sent: a GET of it")
    .option(
      "--seconds <number>",
      "how long it is profiled",
      parseSeconds,
      SECONDS,
    )
    .option("--env <NAME=value>", "for the server; repeatable", addPair)
    .option("--exercise <number>", "your answer, where it is a server")
    .option("--solution", "with --exercise: the solution instead")
    .option("--port <number>", "where the pages are", parsePort, SITE_PORT)
    .option("--no-open", "leave the browser alone")
    .option("--no-serve", "end after the table")
    .option("--json", "print one JSON document, and end")
    .action(run);
}

async function run(typed: string | undefined, options: Options) {
  const { subject, load } = choose(typed, options);
  const line = commandLine(typed, options);
  const serves = options.serve && !options.json;
  const served = serves ? await findSite(options.port, line) : undefined;

  const started: { stop(): Promise<void> }[] = [];
  // The last first: a server may use its services to its end.
  const stop = async () => {
    for (const each of started.splice(0).reverse()) await each.stop();
  };
  const ending = onShutdown(stop);
  const onStarted = (each: { stop(): Promise<void> }) => started.push(each);
  const startedAt = new Date().toISOString();
  const { env = {}, seconds } = options;
  try {
    const { profiles, ledger } = await takeProfiles({
      ...{ subject, load, seconds, env, onStarted, tell: info },
    });
    const kept = keepProfiles(subject.slug, profiles, {
      ...{ command: line, startedAt, subject: subject.name },
      ...{ load: load.what, statuses: ledger.statuses },
    });
    await stop();
    if (options.json) return writeJson({ ...kept, folder: folderOf(kept) });
    console.log([...showProfiles(kept), "", filesOf(kept)].join("\n"));
    if (serves) await show(kept, served, options, onStarted);
  } catch (error) {
    await stop();
    // What the end has cut short is no failure.
    if (!ending.begun) throw error;
  }
}

/**
 * The site that is served already. A port that another program holds is said
 * before the learner waits for a profile that has no page to be shown on.
 */
async function findSite(
  port: number,
  line: string,
): Promise<string | undefined> {
  const served = await siteAt(port);
  if (!served && port !== 0) await assertPortIsFree(port, "127.0.0.1", line);
  return served;
}

async function show(
  kept: KeptRun,
  served: string | undefined,
  { port, open }: Options,
  onStarted: (site: { stop(): Promise<void> }) => void,
): Promise<void> {
  const file: typeof import("../../site/serve-site") = require("../../site/serve-site");
  const site = served ? undefined : await file.serveSite(port);
  if (site) onStarted({ stop: site.close });
  const url = served ?? site?.url ?? "";
  const { bold, cyan, dim } = style();
  const graphs = kept.workers.map(
    ({ name, file }) =>
      url + flameGraphUrl(kept.run, file, `${kept.subject}, ${name}`),
  );
  console.log(
    [
      ...graphs.map((graph) => `${bold("Flame graph:")} ${cyan(graph)}`),
      `${bold("All profiles:")} ${cyan(url + profilesUrl)}`,
      dim(site ? "Ctrl-C ends it." : "The pages are served already."),
    ].join("\n"),
  );
  const [first] = graphs;
  if (open && process.stdout.isTTY && first) openInBrowser(first);
}

/** @throws UserError for what cannot be combined, and for what is no server. */
function choose(
  typed: string | undefined,
  options: Options,
): { subject: ProfileSubject; load: ProfiledLoad } {
  const { exercise, solution = false } = options;
  if (exercise === undefined) {
    if (solution) {
      throw new UserError(
        "--solution is about an exercise: npm run profile -- --exercise 3 --solution",
      );
    }
    const step = findStep(typed, "profile");
    return { subject: stepSubject(step), load: chooseLoad(options) };
  }
  if (typed !== undefined) {
    throw new UserError(
      `--exercise names what is profiled: leave out the step. Type: npm run profile -- --exercise ${exercise}`,
    );
  }
  const step = findStep(exercise, "profile -- --exercise");
  const subject = exerciseSubject(step, { solution });
  return { subject, load: chooseLoad(options, step) };
}

/** Kept with the profile, to be typed again. */
function commandLine(
  typed: string | undefined,
  { exercise, solution, workload, path, seconds, env = {} }: Options,
): string {
  const options = [
    ...(exercise ? [`--exercise ${exercise}`] : []),
    ...(solution ? ["--solution"] : []),
    ...(workload ? [`--workload ${workload}`] : []),
    ...(path ? [`--path ${path}`] : []),
    ...(seconds === SECONDS ? [] : [`--seconds ${seconds}`]),
    ...Object.entries(env).map(([name, value]) => `--env ${name}=${value}`),
  ];
  const words = [typed, ...(options.length > 0 ? ["--"] : []), ...options];
  return ["npm run profile", ...words].filter(Boolean).join(" ");
}

function folderOf({ run }: KeptRun): string {
  return relativePath(join(profilesDirectory(), run));
}

function filesOf(kept: KeptRun): string {
  return `Files: ${join(folderOf(kept), "*.cpuprofile")}`;
}

function parseSeconds(typed: string): number {
  const seconds = Number(typed);
  if (/^\d+(\.\d+)?$/.test(typed) && seconds > 0 && seconds <= 300) {
    return seconds;
  }
  throw new InvalidArgumentError("Seconds are a number from 1 to 300.");
}

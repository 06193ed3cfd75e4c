// npm start: the workshop's front door, in the terminal and in the browser.
import { Command, InvalidArgumentError } from "commander";
import { thisWorkshop, type Workshop } from "../../exercises/exercise";
import {
  journey,
  type Next,
  nextThing,
  type Stage,
} from "../../exercises/journey";
import { SITE_PORT } from "../../servers/host/paths";
import { style, wrap, writeJson } from "../../servers/host/terminal";
import { assertPortIsFree } from "../../servers/start/busy-port";
import { onShutdown } from "../../servers/start/on-shutdown";
import { siteAt } from "../../site/site-at";
import { listDocument, showNext, showStages } from "./list";

interface Options {
  readonly port: number;
  readonly json?: boolean;
}

export function command(workshop = thisWorkshop): Command {
  return new Command("home")
    .description("where you are, and the workshop as pages in the browser")
    .option("--port <number>", "where the pages are", parsePort, SITE_PORT)
    .option("--json", "print one JSON document when the pages are there")
    .action((options: Options) => run(options, workshop));
}

async function run({ port, json }: Options, workshop: Workshop): Promise<void> {
  const stages = journey(workshop);
  const next = nextThing(stages);
  if (!json) console.log(summary(stages, next).join("\n"));
  const tell = (url: string, words: string) => {
    if (json) writeJson({ url, ...listDocument(stages, next) });
    else console.log(invitation(url, words).join("\n"));
  };
  const running = await siteAt(port);
  if (running) return tell(running, SERVED);
  if (port !== 0) await assertPortIsFree(port, "127.0.0.1", "npm start");
  // Loaded now, so that the reader has something to read meanwhile.
  const file: typeof import("../../site/serve-site") = require("../../site/serve-site");
  const site = await file.serveSite(port);
  onShutdown(() => site.close());
  tell(site.url, SERVING);
}

const SERVING =
  "The lessons and exercises, and they follow your work. Ctrl-C ends it; type the commands in another terminal.";
const SERVED =
  "It is served already, by this workshop in another terminal: nothing was started here.";

function summary(stages: readonly Stage[], next: Next): string[] {
  return [
    style().bold("Express at Scale"),
    "One naive server, evolved in small steps into one that survives production.",
    "",
    ...showStages(stages),
    "",
    ...showNext(next),
    "",
  ];
}

function invitation(url: string, words: string): string[] {
  const { bold, cyan, dim } = style();
  return [`${bold("In your browser:")} ${cyan(url)}`, ...wrap(words).map(dim)];
}

/** @throws InvalidArgumentError for what is no port. */
export function parsePort(typed: string): number {
  if (/^\d{1,5}$/.test(typed) && Number(typed) <= 65_535) return Number(typed);
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

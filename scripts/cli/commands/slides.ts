// npm run slides: the decks in the browser, or as a file for paper.
import { Command } from "commander";
import { directoryName, type Step } from "../../../steps/steps";
import { deckFile, deckNames } from "../../content/slides/deck";
import { findStep } from "../../servers/host/find-step";
import { SITE_PORT } from "../../servers/host/paths";
import { style, writeJson } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";
import { assertPortIsFree } from "../../servers/start/busy-port";
import { onShutdown } from "../../servers/start/on-shutdown";
import { siteAt } from "../../site/site-at";
import { parsePort } from "./home";

interface Options {
  readonly port: number;
  readonly pdf?: string;
  readonly notes?: string;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("slides")
    .description("the decks in the browser, or on paper; no step: all of them")
    .argument("[step]", "its number or its name; also opening, closing")
    .option("--port <number>", "where the pages are", parsePort, SITE_PORT)
    .option("--pdf <file>", "writes the slides, a page each")
    .option("--notes <file>", "writes the notes, with small slides, as PDF")
    .option("--json", "print one JSON document")
    .action(run);
}

async function run(typed: string | undefined, options: Options) {
  const deck = typed === undefined ? undefined : findDeck(typed);
  const file: typeof import("../../site/serve-site") = require("../../site/serve-site");
  if (options.pdf !== undefined || options.notes !== undefined) {
    return await print(deck ?? "all", options);
  }
  const path = `/slides/${deck ?? ""}`;
  const running = await siteAt(options.port);
  if (running) return tell(running + path, options, "It is served already.");
  if (options.port !== 0) {
    await assertPortIsFree(options.port, "127.0.0.1", "npm run slides");
  }
  const site = await file.serveSite(options.port);
  onShutdown(() => site.close());
  tell(site.url + path, options, "S opens the speaker’s view. Ctrl-C ends it.");
}

function tell(url: string, { json }: Options, words: string): void {
  if (json) {
    writeJson({ url, decks: deckNames() });
    return;
  }
  const { bold, cyan, dim } = style();
  console.log(`${bold("In your browser:")} ${cyan(url)}\n${dim(words)}`);
}

async function print(deck: string, { pdf, notes, json }: Options) {
  const file: typeof import("../../site/print-slides") = require("../../site/print-slides");
  const written = await file.printSlides(deck, { pdf, notes });
  if (json) writeJson({ written });
  else console.log(written.map((path) => `Written: ${path}`).join("\n"));
}

/** The deck's name, `04-errors`. */
function findDeck(typed: string): string {
  const named = deckNames().find(
    (name) => name === typed || name.replace(/^\d\d-/, "") === typed,
  );
  if (named) return named;
  const step: Step = findStep(typed, "slides");
  const name = directoryName(step);
  if (deckFile(name)) return name;
  throw new UserError(`There are no slides for step ${step.number} yet.`, 1);
}

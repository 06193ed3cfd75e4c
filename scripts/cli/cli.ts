// The command line of the workshop: loads the command that was typed, and runs it.
import { constants } from "node:os";
import { type Command, CommanderError, program } from "commander";
import { nearest } from "../servers/host/nearest";
import { describeLack } from "../servers/host/system-error";
import { outputGone } from "../servers/host/terminal";
import { UserError } from "../servers/host/user-error";
import {
  assertNpmKeptNothing,
  fullName,
  typedCommand,
} from "./swallowed-options";

interface CommandFile {
  command(): Command;
}

// Only the command that was typed is loaded: each brings libraries of its own.
const commands: Record<string, () => CommandFile> = {
  home: () => require("./commands/home"),
  list: () => require("./commands/list"),
  step: () => require("./commands/step"),
  check: () => require("./commands/check"),
  hint: () => require("./commands/hint"),
  reset: () => require("./commands/reset"),
  diff: () => require("./commands/diff"),
  eject: () => require("./commands/eject"),
  doctor: () => require("./commands/doctor"),
  bench: () => require("./commands/bench"),
  slides: () => require("./commands/slides"),
  faults: () => require("./commands/faults"),
  capacity: () => require("./commands/capacity"),
  profile: () => require("./commands/profile"),
  dev: () => require("./commands/dev"),
};

// npm takes the `--` before options away; pnpm passes it on.
void main(process.argv.slice(2).filter((word) => word !== "--")).catch(fail);

async function main(words: string[]): Promise<void> {
  process.stdout.on("error", endQuietly);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // A command that cleans up listens itself, and exits when it has.
      if (process.listenerCount(signal) > 1) return;
      process.exit(128 + constants.signals[signal]);
    });
  }
  program.name("npm run").exitOverride();
  program.configureOutput({ writeErr() {} }); // Errors are said in fail().
  const [name = "--help"] = words;
  const command = add(name);
  if (command) assertNothingSwallowed(command, words.slice(1));
  else if (name.startsWith("-")) Object.keys(commands).forEach(add);
  else throw unknownCommand(name);
  await program.parseAsync([name, ...words.slice(1)], { from: "user" });
}

/** Adds the command of that name to the program, if there is one. */
function add(name: string): Command | undefined {
  if (!Object.hasOwn(commands, name)) return undefined;
  const command = commands[name]?.().command();
  if (!command) return undefined;
  program.addCommand(command.copyInheritedSettings(program));
  for (const each of [command, ...command.commands]) {
    const words = each.registeredArguments.map((word) => `[${word.name()}]`);
    each.copyInheritedSettings(program);
    each.usage([...words, "[-- options]"].join(" "));
    each.configureHelp({ commandUsage });
  }
  return command;
}

/** As it is typed: of "home", `npm start`. */
function commandUsage(command: Command): string {
  return `${typedCommand(fullName(command), {})} ${command.usage()}`;
}

/** Of the command itself, or of the one below it that was typed. */
function assertNothingSwallowed(command: Command, words: string[]): void {
  const below = command.commands.find((each) => each.name() === words[0]);
  if (below) assertNpmKeptNothing(below, words.slice(1));
  else assertNpmKeptNothing(command, words);
}

function unknownCommand(name: string): UserError {
  const names = Object.keys(commands);
  const near = nearest(name, names);
  return new UserError(
    near
      ? `There is no command "${name}". Type: ${typedCommand(near, {})}`
      : `There is no command "${name}". The commands are: ${names.join(", ")}.`,
  );
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) process.exit(0); // Its help was asked for.
    const [name = ""] = program.args;
    end(2, `${sentence(error.message)} Help: ${typedCommand(name)} -- --help`);
  } else if (error instanceof UserError) {
    end(error.exitCode, error.message);
  } else {
    const stack = error instanceof Error ? error.stack : undefined;
    end(1, describeLack(error) ?? stack ?? String(error));
  }
}

/** commander's "error: unknown option", in one line as any other. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, "").replaceAll("\n", " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, ".")}`;
}

function end(exitCode: number, line: string): void {
  process.stderr.write(`${line}\n`, () => process.exit(exitCode));
}

/** Whoever read the output has gone, as `head` does, or the terminal has. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  process.exit(outputGone);
}

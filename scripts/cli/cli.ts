// The command line of the workshop: loads the command that was typed, and runs it.
import { type Command, CommanderError, program } from "commander";
import { nearest } from "../servers/host/nearest";
import { outputGone } from "../servers/host/terminal";
import { UserError } from "../servers/host/user-error";
import { assertNpmKeptNothing } from "./swallowed-options";
import { typedCommand } from "./terminal/typed-command";

// Only the command that was typed is loaded: each brings libraries of its own.
const commands: Record<string, () => Command> = {
  home() {
    const file: typeof import("./commands/home") = require("./commands/home");
    return file.homeCommand();
  },
  list() {
    const file: typeof import("./commands/list") = require("./commands/list");
    return file.listCommand();
  },
  step() {
    const file: typeof import("./commands/step") = require("./commands/step");
    return file.stepCommand();
  },
  check() {
    const file: typeof import("./commands/check") = require("./commands/check");
    return file.checkCommand();
  },
  hint() {
    const file: typeof import("./commands/hint") = require("./commands/hint");
    return file.hintCommand();
  },
  reset() {
    const file: typeof import("./commands/reset") = require("./commands/reset");
    return file.resetCommand();
  },
  diff() {
    const file: typeof import("./commands/diff") = require("./commands/diff");
    return file.diffCommand();
  },
  eject() {
    const file: typeof import("./commands/eject") = require("./commands/eject");
    return file.ejectCommand();
  },
  doctor() {
    const file: typeof import("./commands/doctor") = require("./commands/doctor");
    return file.doctorCommand();
  },
  bench() {
    const file: typeof import("./commands/bench") = require("./commands/bench");
    return file.benchCommand();
  },
  slides() {
    const file: typeof import("./commands/slides") = require("./commands/slides");
    return file.slidesCommand();
  },
  faults() {
    const file: typeof import("./commands/faults") = require("./commands/faults");
    return file.faultsCommand();
  },
  capacity() {
    const file: typeof import("./commands/capacity") = require("./commands/capacity");
    return file.capacityCommand();
  },
  starters() {
    const file: typeof import("./commands/dev") = require("./commands/dev");
    return file.startersCommand();
  },
};

void main(process.argv.slice(2)).catch(fail);

async function main(words: string[]): Promise<void> {
  process.stdout.on("error", endQuietly);
  process.on("SIGINT", () => {
    // A command that cleans up listens itself, and exits when it has.
    if (process.listenerCount("SIGINT") === 1) process.exit(130);
  });
  program.name("npm run").exitOverride();
  program.configureOutput({ writeErr() {} }); // Errors are said in fail().
  const [name = "--help"] = words;
  const command = add(name);
  if (command) assertNpmKeptNothing(command, words.slice(1));
  else if (name.startsWith("-")) Object.keys(commands).forEach(add);
  else throw unknownCommand(name);
  await program.parseAsync([name, ...words.slice(1)], { from: "user" });
}

/** Adds the command of that name to the program, if there is one. */
function add(name: string): Command | undefined {
  const command = Object.hasOwn(commands, name) && commands[name]?.();
  if (!command) return undefined;
  program.addCommand(command.copyInheritedSettings(program));
  const words = command.registeredArguments.map((each) => `[${each.name()}]`);
  return command.usage([...words, "[-- options]"].join(" "));
}

function unknownCommand(name: string): UserError {
  const names = Object.keys(commands);
  const near = nearest(name, names);
  return new UserError(
    near
      ? `There is no command "${name}". Type: npm run ${near}`
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
    end(1, error instanceof Error ? String(error.stack) : String(error));
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

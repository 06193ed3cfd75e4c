// How a command was typed to npm, and the options that npm took for its own
// because no `--` came before them.
import type { Command, Option } from "commander";
import { UserError } from "../servers/host/user-error";

/**
 * `npm run check 3 --solution` gives the command only `3`, and an environment
 * variable `npm_config_solution`. Options that npm has itself are left to it,
 * where they may come from a settings file; `--json` cannot but be ours.
 *
 * @throws UserError with the whole line to type instead.
 */
export function assertNpmKeptNothing(
  command: Command,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const kept = command.options.flatMap((option) =>
    keptValues(option, environment).map((value) => ({ option, value })),
  );
  if (kept.length === 0) return;

  const places = command.registeredArguments.length;
  // npm passed the values on, without the options that they belong to.
  const strays = words.slice(places);
  const again = kept.map(({ option, value }) => {
    if (option.isBoolean() || option.negate) return option.long;
    return `${option.long} ${value ?? strays.shift() ?? placeholder(option)}`;
  });
  const names = [...new Set(kept.map(({ option }) => option.long))];
  const line = [
    ...[
      typedCommand(fullName(command), environment),
      ...words.slice(0, places),
    ],
    ...["--", ...again],
  ];
  throw new UserError(
    `npm kept ${names.join(" and ")} for itself. Type: ${line.join(" ")}`,
  );
}

/** `npm run step`; npm has names of its own for "start" and "test". */
export function typedCommand(
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const event = environment.npm_lifecycle_event ?? name;
  return name === "home" || event === "start" ? "npm start" : `npm run ${name}`;
}

/** With the commands above it: `dev reference`. */
export function fullName(command: Command): string {
  const { parent } = command;
  if (!parent?.parent) return command.name();
  return `${fullName(parent)} ${command.name()}`;
}

/** One entry for each time it was typed: its value, if npm has that too. */
function keptValues(
  option: Option,
  environment: NodeJS.ProcessEnv,
): (string | undefined)[] {
  const name = option.name().replace(/^no-/, "").replaceAll("-", "_");
  const value = environment[`npm_config_${name}`];
  if (value === undefined) return [];
  // npm writes "" for --no-watch, and "true" for an option without a value.
  if (option.negate) return value === "" ? [undefined] : [];
  if (option.isBoolean()) return value === "true" ? [undefined] : [];
  return value
    .split("\n\n")
    .map((one) => (one === "true" || one === "" ? undefined : one));
}

function placeholder(option: Option): string {
  return /<(.*)>/.exec(option.flags)?.[1] ?? "VALUE";
}

// npm run dev: what maintainers do with the workshop, apart from what learners do.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { Command } from "commander";
import { command as prove } from "../../bench/prove";
import { writeLessons } from "../../content/lessons/write";
import { thisWorkshop } from "../../exercises/exercise";
import { collectStarters, startersFile } from "../../exercises/starters";
import { nearest } from "../../servers/host/nearest";
import { UserError } from "../../servers/host/user-error";
import { command as bench } from "./bench";

export function command(workshop = thisWorkshop): Command {
  const dev = new Command("dev")
    .description("for maintainers: lessons, starters, references, proofs")
    .argument("[command]", "one of those below; none: this list")
    .action((typed: string | undefined) => {
      if (typed === undefined) return dev.outputHelp();
      throw unknownCommand(typed, dev);
    });
  dev
    .command("lessons")
    .description("write the code of the files into the lessons that show it")
    .action(() => {
      for (const name of writeLessons()) {
        console.log(`${name} shows the code as it is now`);
      }
    });
  dev
    .command("starters")
    .description("keep the exercises' starters as they are now")
    .action(() => {
      const starters = collectStarters(workshop);
      const file = startersFile(workshop);
      writeFileSync(file, `${JSON.stringify(starters, null, 2)}\n`);
      const count = Object.keys(starters).length;
      console.log(`${relative("", file)} keeps ${count} files.`);
    });
  dev
    .command("reference")
    .description("measure, and write what lessons and decks show of it")
    .argument("[steps...]", "numbers, names, or lists; none: every step")
    .option("--seed <number>", "repeat a run's order and requests")
    .option("--quick", "to see that it works: the figures are less sure")
    .action(measureReferences);
  return dev.addCommand(prove());
}

interface ReferenceOptions {
  readonly seed?: string;
  readonly quick?: boolean;
}

/** One after another. */
async function measureReferences(
  typed: readonly string[],
  { seed, quick }: ReferenceOptions,
): Promise<void> {
  for (const subject of typed.length > 0 ? typed : [undefined]) {
    const words = subject === undefined ? [] : [subject];
    words.push("--reference");
    if (seed !== undefined) words.push("--seed", seed);
    if (quick) words.push("--quick");
    await bench().exitOverride().parseAsync(words, { from: "user" });
  }
}

function unknownCommand(name: string, dev: Command): UserError {
  const names = dev.commands.map((each) => each.name());
  const near = nearest(name, names);
  return new UserError(
    near
      ? `There is no command "dev ${name}". Type: npm run dev ${near}`
      : `There is no command "dev ${name}". The commands are: ${names.join(", ")}.`,
  );
}

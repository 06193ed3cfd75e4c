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
    .argument("[step]", "its number or its name, or a list; none: every step")
    .option("--seed <number>", "repeat a run's order and requests")
    .action(async (typed: string | undefined, { seed }: { seed?: string }) => {
      const words = [...(typed ? [typed] : []), "--reference"];
      if (seed !== undefined) words.push("--seed", seed);
      await bench().exitOverride().parseAsync(words, { from: "user" });
    });
  return dev.addCommand(prove());
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

// npm run starters: keeps the starters as they are now, for maintainers.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { Command } from "commander";
import { thisWorkshop } from "../../exercises/exercise";
import { collectStarters, startersFile } from "../../exercises/starters";

export function startersCommand(workshop = thisWorkshop): Command {
  return new Command("starters")
    .description("for maintainers: keep the exercises' starters as they are")
    .action(() => {
      const starters = collectStarters(workshop);
      const file = startersFile(workshop);
      writeFileSync(file, `${JSON.stringify(starters, null, 2)}\n`);
      const count = Object.keys(starters).length;
      process.stdout.write(`${relative("", file)} keeps ${count} files.\n`);
    });
}

// npm start: the workshop's front door in the terminal.
import { Command } from "commander";
import { journey, nextThing } from "../exercises/journey";
import { style } from "../terminal/style";
import { table } from "../terminal/table";
import { writeJson } from "../terminal/write-json";
import { listDocument, showNext, showStages } from "./list";

export function homeCommand(): Command {
  return new Command("home")
    .description("where you are, and how the workshop goes")
    .option("--json", "print one JSON document")
    .action(({ json }: { json?: boolean }) => {
      const stages = journey();
      const next = nextThing(stages);
      if (json) return writeJson(listDocument(stages, next));
      const { bold } = style();
      const lines = [
        bold("Express at Scale"),
        "One naive server, evolved in small steps into one that survives production.",
        "",
        ...showStages(stages),
        "",
        "Every step goes the same way:",
        ...table(wayThrough.map(([what, how]) => [`  ${what}`, how])),
        "",
        ...showNext(next),
      ];
      console.log(lines.join("\n"));
    });
}

const wayThrough = [
  ["read its lesson", "README.md in its folder under steps/"],
  ["run its server", "npm run step N"],
  ["do its exercise", "README.md in its folder under exercises/"],
  ["check your answer", "npm run check N"],
  ["when stuck", "npm run hint N; where nothing runs, npm run doctor"],
] as const;

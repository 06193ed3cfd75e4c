// npm run doctor: whether the workshop can run here, to paste into an issue.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { root } from "../../servers/host/paths";
import { style, table, writeJson } from "../../servers/host/terminal";
import { installation } from "../doctor/installation";
import { type Finding, runtime, surroundings } from "../doctor/machine";

export function command(): Command {
  return new Command("doctor")
    .description("whether the workshop can run here, to paste into an issue")
    .option("--json", "print one JSON document")
    .action(async ({ json }: { json?: boolean }) => {
      const findings = (await examine()).map(withoutHome);
      const ok = !findings.some(({ essential }) => essential);
      if (json) writeJson({ ok, findings });
      else console.log(showFindings(findings, ok).join("\n"));
      process.exitCode = ok ? 0 : 1;
    });
}

async function examine(): Promise<Finding[]> {
  const manifest: unknown = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  return [
    { what: "workshop", found: `${versionOf(manifest)} in ${root}` },
    ...runtime(),
    ...installation(),
    ...(await surroundings()),
  ];
}

function versionOf(manifest: unknown): string {
  const known = typeof manifest === "object" && manifest !== null;
  return known && "version" in manifest ? String(manifest.version) : "?";
}

/** A home folder tells a name, which an issue need not have. */
function withoutHome(finding: Finding): Finding {
  const found = finding.found.replaceAll(homedir(), "~");
  return { ...finding, found };
}

function showFindings(findings: readonly Finding[], ok: boolean): string[] {
  const { green, red, yellow } = style();
  const rows = findings.flatMap(({ what, found, remedy, essential }) => {
    const mark = essential ? red("fix") : remedy ? yellow("note") : green("ok");
    return remedy
      ? [
          [mark, what, found],
          ["", "", `→ ${remedy}`],
        ]
      : [[mark, what, found]];
  });
  return [
    ...table(rows),
    "",
    ok ? "The workshop can run here." : "The workshop cannot run here yet.",
  ];
}

// A run as `--json` prints it: the conclusions, and where the samples are.
import { timesWithin } from "../verdicts/ratio-words";
import type { RunSummary } from "./summarise";

export function runDocument(
  { results, contrasts, claims }: RunSummary,
  file: string,
): object {
  const { command, complete, mode, seed, confidence, announced } = results;
  const { startedAt, finishedAt, environment } = results;
  return {
    command,
    complete,
    mode,
    seed,
    confidence,
    announcedSeconds: announced,
    tookSeconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    claims,
    contrasts: contrasts.map(({ verdicts, rows, ...contrast }) => ({
      ...contrast,
      verdicts: verdicts.map(({ claim, outcome, sentence, comparison }) => ({
        id: claim.id,
        outcome,
        sentence,
        comparison,
      })),
      rows: rows.map(({ comparison, ...row }) => ({
        ...row,
        ...(comparison && { comparison, ratio: timesWithin(comparison) }),
      })),
    })),
    environment,
    file,
  };
}

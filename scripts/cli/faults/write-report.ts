// Writes a run where the user wants it: a page that needs nothing else, and the same as JSON.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { ResultsFile } from "../../probes/results/results-file";
import {
  describeSystemError,
  isSystemError,
} from "../../servers/host/system-error";
import { UserError } from "../../servers/host/user-error";
import { writeWhole } from "../../servers/host/write-whole";
import { faultsPage } from "../../site/reports/faults-report";

export interface Report {
  readonly page: string;
  readonly json: string;
}

/** @throws UserError (1) where nothing can be written. */
export function writeReport(typed: string, results: ResultsFile): Report {
  const name = typed.replace(/\.(html?|json)$/, "");
  const [page, json] = [`${name}.html`, `${name}.json`];
  try {
    mkdirSync(dirname(name), { recursive: true });
    writeWhole(page, faultsPage(results));
    writeWhole(json, `${JSON.stringify(results, null, 2)}\n`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(
      `The report cannot be written: ${describeSystemError(error)}.`,
      1,
    );
  }
  return { page, json };
}

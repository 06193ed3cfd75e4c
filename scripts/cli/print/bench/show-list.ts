// The contrasts and workloads that there are, for people who look for one.
import { steps } from "../../../../steps/steps";
import { describeList, namesOfLists } from "../../../bench/contrasts/named";
import {
  contrastsOfStep,
  type PlannedContrast,
} from "../../../bench/contrasts/planned-contrast";
import { predictionInWords } from "../../../bench/verdicts/sentences";
import { workloads } from "../../../bench/workloads/workloads";
import { style, table, wrap } from "../../../servers/host/terminal";

export function showContrastList(): string[] {
  const { bold } = style();
  const contrasts = steps.flatMap((step) => contrastsOfStep(step));
  return [
    bold("Contrasts, and what is claimed before they are measured"),
    ...contrasts.flatMap(showContrast),
    "",
    bold("Lists of their own"),
    ...table(
      namesOfLists().map((name) => [
        `  npm run bench ${name}`,
        describeList(name),
      ]),
    ),
    "",
    bold("Workloads, for -- --workload"),
    ...table(workloads.map(({ name, what }) => [`  ${name}`, what])),
  ];
}

function showContrast({
  a,
  b,
  step,
  workload,
  claims,
}: PlannedContrast): string[] {
  return [
    `  npm run bench ${step}   ${workload.name}: ${b.name} against ${a.name}`,
    ...claims.flatMap((claim) =>
      wrap(predictionInWords(claim), 72).map((line) => `      ${line}`),
    ),
  ];
}

// The faults there are, for --list.

import { categories, type Fault } from "../../../probes/probe";
import { style, wrap } from "../../../servers/host/terminal";

export function showFaults(faults: readonly Fault[]): string[] {
  const { bold, dim } = style();
  return categories.flatMap((category) => {
    const ofIt = faults.filter((fault) => fault.category === category);
    if (ofIt.length === 0) return [];
    const shown = ofIt.flatMap(({ name, does, survivedSince }) => [
      `  ${name.padEnd(24)}${dim(`survived since step ${survivedSince}`)}`,
      ...wrap(does, 76).map((line) => `    ${line}`),
    ]);
    return [bold(category), ...shown, ""];
  });
}

// The tsconfig.json of a server that stands alone: the workshop's own, for one folder of sources.
import tsconfig from "../../tsconfig.json";

export function compilerConfiguration(): string {
  const { compilerOptions, "ts-node": tsNode } = tsconfig;
  const own = { compilerOptions, include: ["src"], "ts-node": tsNode };
  return `${JSON.stringify(own, null, 2)}\n`;
}

// Adds a collector to a step's services, which prints each request as a tree of spans.
import type { StepServices } from "../services/services-for";
import { startCollector } from "./collector";
import { gatherTraces, spanTree } from "./span-tree";

export async function withTraces(
  services: StepServices,
  output: NodeJS.WritableStream,
): Promise<StepServices> {
  const gather = gatherTraces();
  const collector = await startCollector((spans) => {
    for (const trace of gather(spans)) {
      output.write(`\n${spanTree(trace).join("\n")}\n\n`);
    }
  });
  return {
    env: { ...services.env, ...collector.env },
    descriptions: [
      ...services.descriptions,
      "A collector of spans, which prints each request as a tree",
    ],
    async stop() {
      await collector.stop();
      await services.stop();
    },
  };
}

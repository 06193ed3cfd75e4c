// Adds a collector to a step's services, which prints each request as a tree of spans.
import type { StepServices } from "../services/services-for";
import { type Span, startCollector } from "./collector";
import { receiveNginxSpans } from "./nginx-spans";
import { gatherTraces, spanTree } from "./span-tree";

export async function withTraces(
  services: StepServices,
  output: NodeJS.WritableStream,
): Promise<StepServices> {
  const gather = gatherTraces();
  const onSpans = (spans: readonly Span[]) => {
    for (const trace of gather(spans)) {
      output.write(`\n${spanTree(trace).join("\n")}\n\n`);
    }
  };
  const collector = await startCollector(onSpans);
  const nginx = await receiveNginxSpans((span) => onSpans([span]));
  const env = { ...collector.env, FLEET_SPANS: String(nginx.port) };
  return {
    env: { ...services.env, ...env },
    descriptions: [
      ...services.descriptions,
      "A collector of spans, which prints each request as a tree",
    ],
    async stop() {
      nginx.stop();
      await collector.stop();
      await services.stop();
    },
  };
}

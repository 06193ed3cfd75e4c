// A probe of the collector of traces, which no request may depend on.
import { withDeadline } from "../../servers/host/deadline";
import { describeExit } from "../../servers/start/server-start-error";
import { type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

const LISTS = 20;

/** Longer than a server waits for all else as it ends. */
const END_WITHIN_MS = 30_000;

export const dependenciesCollector: readonly Probe[] = [
  {
    name: "collector-down",
    category: "dependencies",
    does: "Names a collector of traces that is down, asks for 20 lists, and sends SIGTERM.",
    surviving:
      "All are answered with 200, and the process ends with exit code 0.",
    outcomes: {
      12: survives("all are answered, and it ends with exit code 0"),
    },
    needs: ["process", "traces"],
    env: {
      // Discard: hardly any machine listens there.
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
      OTEL_BSP_SCHEDULE_DELAY: "1",
    },
    destructive: true,
    attack: listAndEnd,
  },
];

async function listAndEnd({ server }: Target): Promise<Verdict> {
  for (let nth = 0; nth < LISTS; nth++) {
    const list = await server.send({ path: "/users?limit=1" });
    if (list?.status !== 200) {
      return fell("wrong answer", `a list is answered with ${list?.status}`);
    }
  }
  server.process.kill("SIGTERM");
  const exit = await withDeadline(END_WITHIN_MS, server.process.exited);
  if (exit === "late") return fell("hung", "it waits for the collector");
  return survived(`all are answered, and it ends ${describeExit(exit)}`);
}

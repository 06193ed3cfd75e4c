// A storm of bad requests, one after another: who leaks, and whom does it kill?

import { hasStackTrace } from "../../servers/http/describe-answer";
import { askOnce } from "../events/ask-once";
import { type Fault, faults } from "../events/faults";
import { OutcomeLedger } from "../generator/ledger";
import { RequestKind } from "../generator/plan";
import type { SourcedRequest } from "../generator/request-source";
import type { OpenSide } from "../sides/open-side";
import type { EventOutcome, EventSubject, EventWorkload } from "./workload";

export const faultStorm: EventWorkload = {
  type: "event",
  name: "fault-storm",
  what: `${faults.length} requests that are each wrong in one way`,
  // As it is run by hand: in production Express keeps its traces to itself.
  env: { NODE_ENV: "development" },
  runs: 1,
  run,
};

/** A server that dies is started again for the next request. */
async function run(subject: EventSubject): Promise<EventOutcome> {
  const ledger = new OutcomeLedger();
  const counts = { leaks: 0, deaths: 0, failures: 0 };
  let server = await subject.start();
  for (const fault of faults) {
    ledger.send();
    const answer = await askOnce(server.url, toRequest(fault, subject));
    if (typeof answer === "string") ledger.lose(answer);
    else {
      const refused = answer.status >= 400 && answer.status < 500;
      ledger.answer(answer.status, refused);
      if (answer.status >= 500) counts.failures++;
      if (hasStackTrace(answer.text)) counts.leaks++;
    }
    if (await isAlive(server, subject)) continue;
    counts.deaths++;
    server = await subject.start();
  }
  return { ledger: ledger.counts(), counts };
}

/** A process that is about to end is waited for: it answers, or it ends. */
async function isAlive(
  server: OpenSide,
  subject: EventSubject,
): Promise<boolean> {
  const healthz = { name: "healthz", method: "GET", path: "/healthz" } as const;
  const answer = await askOnce(server.url, toRequest(healthz, subject));
  if (typeof answer !== "string") return true;
  await server.exited;
  return false;
}

function toRequest(fault: Fault, { headers }: EventSubject): SourcedRequest {
  const kind = RequestKind.parse(fault);
  return {
    ...kind,
    kind,
    body: kind.body,
    headers: { ...headers, ...kind.headers },
  };
}

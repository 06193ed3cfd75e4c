// A server of the user's own beside a step.
import type { Step } from "../../../steps/steps";
import { UserError } from "../../servers/host/user-error";
import { isLoopback } from "../../servers/http/request";
import { stepSide, type UrlSide } from "../sides/sides";
import type { TimedWorkload, Workload } from "../workloads/workload";
import type { PlannedContrast } from "./planned-contrast";

/**
 * Nothing is sent that writes, and nothing to a machine that may be another's.
 *
 * @throws UserError for such an address, and for a workload that writes.
 */
export function contrastOfUrl(
  step: Step,
  typed: string,
  workload: Workload,
  { isOwn }: { isOwn: boolean },
): PlannedContrast {
  if (workload.type === "event" || workload.writes) {
    throw new UserError(
      `${workload.name} leaves traces, and is not sent to a server of your own. Type: --workload list`,
    );
  }
  const b: UrlSide = {
    kind: "url",
    name: "your server",
    url: ownAddress(typed, isOwn),
  };
  return {
    workload: seenFromOutside(workload),
    a: stepSide(step),
    b,
    rank: "main",
    changes: [],
    claims: [],
    notes: [
      "Your server was one process for all samples, with data and a warm-up of its own: how much its processes differ is not in the interval. Of its answers only status and type were compared. Its CPU time and memory cannot be seen.",
    ],
  };
}

/** Only what can be told of a server that nobody looks into. */
function seenFromOutside(workload: TimedWorkload): TimedWorkload {
  return { ...workload, closed: true, headline: { measure: "throughput" } };
}

function ownAddress(typed: string, isOwn: boolean): string {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url?.protocol !== "http:" || url.pathname !== "/" || url.search) {
    throw new UserError(
      `"${typed}" is no address to bench. Type it as: --url http://127.0.0.1:4000`,
    );
  }
  if (isLoopback(url.hostname) || isOwn) return url.origin;
  throw new UserError(
    `${url.hostname} is another machine: a bench floods it. If it is yours, add: --i-own-this-server`,
  );
}

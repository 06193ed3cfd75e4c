// The closed-loop client for capacity: autocannon, held to the same ledger.
import { performance } from "node:perf_hooks";
import autocannon from "autocannon";
import { ClosedLoopConnection } from "./closed-loop-connection";
import { lostRequests } from "./ledger";
import type { ClosedLoopPlan } from "./plan";
import { countUp } from "./request-source";
import { Tally } from "./tally";
import { type WindowResult, watchClientCost } from "./window-result";

/**
 * Each connection sends its next request when it has its answer. What
 * autocannon 9 does not count (a connection closed without an answer, a
 * truncated body) is counted here from the events of its connections, and its
 * own totals have to agree. Its latencies, corrections, rates and workers are
 * not used.
 */
export class ClosedLoop {
  readonly #plan: ClosedLoopPlan;
  readonly #serial: () => number;

  constructor(plan: ClosedLoopPlan) {
    this.#plan = plan;
    this.#serial = countUp(plan.numbersAfter);
  }

  warmUp(): Promise<WindowResult> {
    return this.#runWindow(this.#plan.warmupMs);
  }

  measure(): Promise<WindowResult> {
    return this.#runWindow(this.#plan.durationMs);
  }

  /** Its connections are gone at each window's end. */
  close(): void {}

  async #runWindow(durationMs: number): Promise<WindowResult> {
    const { url, connections, timeoutMs, kinds, seed } = this.#plan;
    const tally = new Tally();
    const startedAt = new Date().toISOString();
    const clientCost = watchClientCost();
    const start = performance.now();
    let end: number | undefined;
    const opened: ClosedLoopConnection[] = [];
    const load = autocannon({
      url,
      connections,
      duration: durationMs / 1000,
      timeout: NEVER_S,
      // It ends at the first sample after its time.
      sampleInt: 50,
      // Refused connections are tried again at once, without end.
      bailout: 100 * connections,
      setupClient: (client) => {
        const serial = this.#serial;
        const connection = new ClosedLoopConnection(
          { kinds, seed: seed + opened.length, serial, tally, timeoutMs },
          client,
        );
        opened.push(connection);
        connection.ended = () => {
          end ??= performance.now();
        };
      },
    });
    const totals = await expiring(opened, load);
    const sendingMs = (end ?? performance.now()) - start;
    const results = tally.results();
    return {
      loop: "closed",
      startedAt,
      sendingMs,
      elapsedMs: sendingMs,
      ...results,
      client: clientCost(),
      ...unusable(results, totals),
    };
  }
}

/** Gives up what is overdue, until the load has ended. */
async function expiring<Totals>(
  connections: readonly ClosedLoopConnection[],
  load: PromiseLike<Totals>,
): Promise<Totals> {
  const expiry = setInterval(() => {
    for (const connection of connections) connection.expire();
  }, EXPIRY_CHECK_MS);
  try {
    return await load;
  } finally {
    clearInterval(expiry);
  }
}

const EXPIRY_CHECK_MS = 20;
/** The longest that a timer can be set to, in whole seconds. */
const NEVER_S = Math.floor((2 ** 31 - 1) / 1000);

function unusable(
  { ledger }: Pick<WindowResult, "ledger">,
  { requests }: autocannon.Result,
): Pick<WindowResult, "unusable"> {
  const answered = ledger.ok + ledger.unexpectedStatus;
  if (ledger.sent !== requests.sent || answered !== requests.total) {
    return {
      unusable:
        `autocannon counts ${requests.sent} requests and ${requests.total} ` +
        `answers, its connections ${ledger.sent} and ${answered}`,
    };
  }
  const lost = lostRequests(ledger);
  if (lost === 0) return {};
  // Its parser and queue keep what belonged to the request that was lost.
  return {
    unusable: `${lost} requests were lost, which autocannon does not survive`,
  };
}

// What a workload is: a load that is timed, or an event whose outcomes are counted.
import type { z } from "zod";
import type { LedgerCounts } from "../generator/ledger";
import type { LoadProcess } from "../generator/load-process";
import type { RequestKind, Stream } from "../generator/plan";
import type { Metric } from "../results/sample";
import type { OpenSide } from "../sides/open-side";

export type KindInput = z.input<typeof RequestKind>;
export type StreamInput = z.input<typeof Stream>;

interface EveryWorkload {
  /** As it is typed, and as contrasts name it. */
  readonly name: string;
  /** What is sent, in a few words. */
  readonly what: string;
}

/** Requests whose figures are compared by paired samples. */
export interface TimedWorkload extends EveryWorkload {
  readonly type: "timed";
  /** What is sent at capacity, and at a share of it. */
  readonly kinds: readonly [KindInput, ...KindInput[]];
  /** In the closed loop. */
  readonly connections: number;
  /**
   * Whether the closed loop is measured, for throughput and CPU time. Without
   * it a side's capacity is found once, to know the rate of the open loop.
   */
  readonly closed: boolean;
  /** The open loop, for latency; absent where nothing is said of latency. */
  readonly open?: {
    /** Of the capacity of the slower side; both get the same rate. */
    readonly share: number;
    readonly connections: number;
    /** Streams of their own, at a rate of their own, beside the kinds. */
    readonly bystanders?: readonly StreamInput[];
  };
  /** The one metric that is judged where nothing is claimed. */
  readonly headline: Metric;
  /** Users that the server begins with; several numbers show growth. */
  readonly users: readonly [number, ...number[]];
  /** Members of JSON answers that differ between any two runs. */
  readonly volatile?: readonly string[];
  /** Whether it changes data: then it is never sent to the user's own server. */
  readonly writes: boolean;
  /** No shorter windows than this, in milliseconds: 200 unless given. */
  readonly shortestMs?: number;
}

/** What is done to one fresh server, and counted. */
export interface EventWorkload extends EveryWorkload {
  readonly type: "event";
  /** For the servers, such as a limit that is to be reached. */
  readonly env?: Readonly<Record<string, string>>;
  /** How many fresh servers of each side it is done to. */
  readonly runs: number;
  /** About what a run takes, the server's start included: 1500 unless given. */
  readonly lastsMs?: number;
  run(subject: EventSubject): Promise<EventOutcome>;
}

export interface EventSubject {
  /** Starts a server of the side; closed when the event is over. */
  start(): Promise<OpenSide>;
  readonly load: LoadProcess;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EventOutcome {
  /** Every request of the event, accounted for. */
  readonly ledger: LedgerCounts;
  /** What claims are about, by name. */
  readonly counts: Readonly<Record<string, number>>;
}

export type Workload = TimedWorkload | EventWorkload;

// One run of the suite: whom it attacks, how far it has come, and what it found.
import type { Step } from "../../../steps/steps";
import { readEnvironment } from "../../servers/host/environment";
import type { AttackedServer } from "../own/attacked-server";
import type { Fault } from "../probe";
import { recordFault, recordOutcome } from "../results/record";
import type { Attacked, ResultsFile } from "../results/results-file";
import { inLanes } from "./in-lanes";
import { runOnOwn } from "./run-on-own";
import { type Done, runOnStep } from "./run-probes";

/** Two servers' faults wait for each other's most of the time. */
const STEPS_AT_ONCE = 2;

export interface ProgressListener {
  /** How many outcomes there will be. */
  expect(total: number): void;
  outcome(server: string, fault: string): void;
  clear(): void;
}

export class FaultRun {
  readonly #command: string;
  readonly #faults: readonly Fault[];
  readonly #startedAt = new Date().toISOString();
  readonly #controller = new AbortController();
  readonly #servers: Attacked[] = [];
  readonly #onProgress: ProgressListener;

  constructor(
    command: string,
    faults: readonly Fault[],
    onProgress: ProgressListener,
  ) {
    this.#command = command;
    this.#faults = faults;
    this.#onProgress = onProgress;
  }

  /** What was done until then is the result, and said to be incomplete. */
  abort(): void {
    this.#controller.abort(new Error("the run was ended early"));
  }

  async onSteps(steps: readonly Step[]): Promise<ResultsFile> {
    this.#onProgress.expect(steps.length * this.#faults.length);
    const servers = steps.map(({ number, slug }) =>
      this.#add(`step ${number} ${slug}`, number),
    );
    return this.#whole(
      inLanes([...steps.entries()], STEPS_AT_ONCE, async ([index, step]) => {
        const server = servers[index];
        if (!server) return;
        await runOnStep(step, this.#faults, this.#optionsFor(server));
      }),
    );
  }

  async onOwn(own: AttackedServer): Promise<ResultsFile> {
    this.#onProgress.expect(this.#faults.length);
    const server = this.#add(own.url, null);
    return this.#whole(
      runOnOwn(own, this.#faults, {
        signal: this.#controller.signal,
        onOutcome: ({ fault, outcome, fallen }) => {
          server.outcomes.push(recordOutcome(fault, outcome, null, fallen));
          this.#onProgress.outcome(server.name, fault.name);
        },
      }),
    );
  }

  #add(name: string, step: number | null): Attacked {
    const server: Attacked = { name, step, outcomes: [] };
    this.#servers.push(server);
    return server;
  }

  #optionsFor(server: Attacked) {
    return {
      signal: this.#controller.signal,
      onOutcome: ({ probe: fault, outcome }: Done) => {
        server.outcomes.push(recordOutcome(fault, outcome, server.step));
        this.#onProgress.outcome(server.name, fault.name);
      },
    };
  }

  async #whole(running: Promise<unknown>): Promise<ResultsFile> {
    const { signal } = this.#controller;
    await running
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      })
      .finally(() => this.#onProgress.clear());
    return {
      version: 1,
      command: this.#command,
      startedAt: this.#startedAt,
      finishedAt: new Date().toISOString(),
      complete: !signal.aborted,
      environment: readEnvironment(),
      faults: this.#faults.map(recordFault),
      servers: this.#servers,
    };
  }
}

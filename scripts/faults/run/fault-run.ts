// One run of the suite: whom it attacks, how far it has come, and what it found.
import type { Step } from "../../../steps/steps";
import { readEnvironment } from "../../workshop/environment";
import type { Fault } from "../fault";
import { Progress } from "../report/progress";
import { recordFault, recordOutcome } from "../results/record";
import type { Attacked, ResultsFile } from "../results/results-file";
import type { Target } from "../target/target";
import { inLanes } from "./in-lanes";
import { type Done, runOnStep, runOnTarget } from "./run-faults";

/** Two servers' faults wait for each other's most of the time. */
const STEPS_AT_ONCE = 2;

export class FaultRun {
  readonly #command: string;
  readonly #faults: readonly Fault[];
  readonly #startedAt = new Date().toISOString();
  readonly #controller = new AbortController();
  readonly #servers: Attacked[] = [];

  constructor(command: string, faults: readonly Fault[]) {
    this.#command = command;
    this.#faults = faults;
  }

  /** What was done until then is the result, and said to be incomplete. */
  abort(): void {
    this.#controller.abort(new Error("the run was ended early"));
  }

  async onSteps(steps: readonly Step[]): Promise<ResultsFile> {
    const progress = new Progress(steps.length * this.#faults.length);
    const servers = steps.map(({ number, slug }) =>
      this.#add(`step ${number} ${slug}`, number),
    );
    return this.#whole(
      inLanes([...steps.entries()], STEPS_AT_ONCE, async ([index, step]) => {
        const server = servers[index];
        if (!server) return;
        await runOnStep(step, this.#faults, this.#optionsFor(server, progress));
      }),
      progress,
    );
  }

  async onTarget(target: Target, url: string): Promise<ResultsFile> {
    const progress = new Progress(this.#faults.length);
    const options = this.#optionsFor(this.#add(url, null), progress);
    return this.#whole(runOnTarget(target, this.#faults, options), progress);
  }

  #add(name: string, step: number | null): Attacked {
    const server: Attacked = { name, step, outcomes: [] };
    this.#servers.push(server);
    return server;
  }

  #optionsFor(server: Attacked, progress: Progress) {
    return {
      signal: this.#controller.signal,
      onOutcome: ({ fault, outcome }: Done) => {
        server.outcomes.push(recordOutcome(fault, outcome, server.step));
        progress.outcome(server.name, fault.name);
      },
    };
  }

  async #whole(
    running: Promise<unknown>,
    progress: Progress,
  ): Promise<ResultsFile> {
    const { signal } = this.#controller;
    await running
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      })
      .finally(() => progress.clear());
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

// What the process of the tests reports, and what has become of the run so far.
import type { ChildProcess } from "node:child_process";
import { OutputTail } from "../servers/start/output";

export interface TestOutcome {
  /** As in `describe › test`. */
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  /** What Jest says of the failure, with its stack. */
  readonly message?: string;
  /** Where a matcher failed and nothing else was thrown: what it said. */
  readonly matcher?: MatcherFailure;
  readonly ms: number;
}

export interface MatcherFailure {
  /** The matcher's call, then what it expected and received, without a stack. */
  readonly message: string;
  /** Whether it held, and should not have: it was negated by `.not`. */
  readonly pass: boolean;
}

/** Why not every test could be run. */
export type Obstacle =
  /** A file does not compile, is missing, or throws as it is loaded. */
  | { readonly kind: "load"; readonly message: string }
  /** Nothing happened for too long; `running` is the test it was in. */
  | {
      readonly kind: "silent";
      readonly running?: string;
      readonly seconds: number;
    }
  /** The process ended by itself. */
  | {
      readonly kind: "died";
      readonly running?: string;
      readonly output: string;
    }
  /** All tests passed, and then something threw that no test waited for. */
  | { readonly kind: "late"; readonly message: string };

/** How a run came to its end. */
export type Ending = "done" | "died" | "silent" | "cut short" | "stopped";

/** When what happened, in milliseconds since the process was started. */
export interface RunTimes {
  /** When that was, in milliseconds since this program was. */
  readonly started: number;
  /** Node and Jest are up, and a test file is about to be loaded. */
  ready?: number;
  /** It is compiled and loaded, with all that it imports. */
  loaded?: number;
  /** Every test has ended. */
  done: number;
}

export interface TestRun {
  readonly tests: readonly TestOutcome[];
  readonly obstacle?: Obstacle;
  /** Stopped at a test that did not end: those after it were not tried. */
  readonly isCutShort: boolean;
  /** What the code of the exercise wrote to the console. */
  readonly printed: readonly string[];
  /** Everything else that the process wrote. */
  readonly output: string;
  readonly times: RunTimes;
}

export type TestEvent =
  | { event: "file" }
  /**
   * Whether the process may run other tests: nothing of these is left. `late` is
   * what was thrown when no test was running.
   */
  | { event: "end"; isReusable: boolean; late?: string }
  | { event: "start"; name: string }
  | { event: "test"; test: TestOutcome }
  | {
      event: "result";
      tests: TestOutcome[];
      error?: string;
      printed: string[];
    };

/** Messages come from `jest-reporter.js`; its word is taken for the rest. */
export function isTestEvent(message: unknown): message is TestEvent {
  return typeof message === "object" && message !== null && "event" in message;
}

/** Whether the event is the end of a test that Jest did not wait for. */
export function isTimeout(message: TestEvent): boolean {
  if (message.event !== "test") return false;
  return message.test.message?.includes("Exceeded timeout of") ?? false;
}

/** Gathers the events of one run. */
export class RunLog {
  readonly #output = new OutputTail();
  readonly #times: RunTimes = { started: performance.now(), done: 0 };
  readonly #finished: TestOutcome[] = [];
  readonly #printed: string[] = [];
  /** Tests of the file that is running now. */
  #current: TestOutcome[] = [];
  #running: string | undefined;
  #loadError: string | undefined;
  #late: string | undefined;

  /** Gathers what the process writes, until the returned function is called. */
  listenTo({ stdout, stderr }: ChildProcess): () => void {
    const add = (text: string) => this.#output.add(text);
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding("utf8");
      stream?.on("data", add);
    }
    return () => {
      for (const stream of [stdout, stderr]) stream?.off("data", add);
    };
  }

  add(message: TestEvent): void {
    const now = performance.now() - this.#times.started;
    if (message.event === "file") this.#times.ready ??= now;
    else this.#times.loaded ??= now;
    this.#times.done = now;

    if (message.event === "start") this.#running = message.name;
    if (message.event === "test") {
      this.#current.push(message.test);
      this.#running = undefined;
    }
    if (message.event === "result") {
      this.#finished.push(...message.tests);
      this.#printed.push(...message.printed);
      this.#current = [];
      this.#loadError ??= message.error;
    }
    if (message.event === "end") this.#late = message.late;
  }

  toRun(came: Ending, silenceMs: number): TestRun {
    const obstacle = this.#obstacle(came, silenceMs);
    return {
      tests: [...this.#finished, ...this.#current],
      ...(obstacle && { obstacle }),
      isCutShort: came === "cut short",
      printed: this.#printed,
      output: this.#output.text(),
      times: this.#times,
    };
  }

  #obstacle(came: Ending, silenceMs: number): Obstacle | undefined {
    const running =
      this.#running === undefined ? {} : { running: this.#running };
    if (came === "silent") {
      return { kind: "silent", seconds: silenceMs / 1000, ...running };
    }
    if (came === "died") {
      return { kind: "died", output: this.#output.text(), ...running };
    }
    if (this.#loadError !== undefined) {
      return { kind: "load", message: this.#loadError };
    }
    // A test that failed says more of the same cause.
    if (this.#late === undefined || this.#hasFailed()) return undefined;
    return { kind: "late", message: this.#late };
  }

  #hasFailed(): boolean {
    return this.#finished.some(({ status }) => status === "failed");
  }
}

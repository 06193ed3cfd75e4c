// The one thing a learner should look at next after a check that failed.
import { basename } from "node:path";
import type { Check } from "./check-exercise";
import { explainFailure } from "./explain-failure";
import { type Explanation, explainLoadError } from "./explain-load-error";
import { placeToLook } from "./places";
import type { MatcherFailure, Obstacle, TestOutcome } from "./test-events";

export interface Finding extends Explanation {
  /** The behaviour that does not hold, or what stands in its way. */
  readonly name: string;
  /** Everything Jest had to say. */
  readonly message: string;
}

/** What went wrong, in order: an obstacle first, then each failed test. */
export function findingsOf(check: Check): Finding[] {
  const failed = check.tests.filter(({ status }) => status === "failed");
  const findings = failed.map((test) => explainTest(test, check));
  const { obstacle } = check;
  return obstacle ? [explainObstacle(obstacle, check), ...findings] : findings;
}

function explainTest(
  { name, message = "", matcher }: TestOutcome,
  check: Check,
): Finding {
  return { name, message, ...explainMessage(message, check, matcher) };
}

function explainMessage(
  message: string,
  check: Check,
  matcher?: MatcherFailure,
): Explanation {
  return (
    explainLoadError(message, check.exercise) ?? {
      lines: explainFailure(message, matcher),
      place: placeToLook(message, check.folders),
    }
  );
}

function explainObstacle(obstacle: Obstacle, check: Check): Finding {
  if (obstacle.kind === "load") {
    const { message } = obstacle;
    const explained = explainMessage(message, check);
    const file = explained.place && basename(explained.place.file);
    const name = `${file ?? "the exercise"} cannot be loaded`;
    return { name, message, ...explained };
  }
  if (obstacle.kind === "late") {
    const { message } = obstacle;
    const place = placeToLook(message, check.folders);
    return {
      name: "after the last test",
      message,
      lines: lateLines(message),
      place,
    };
  }
  const name = obstacle.running ?? "loading the exercise";
  const lines =
    obstacle.kind === "silent"
      ? explainSilence(obstacle.seconds)
      : explainDeath(obstacle.output);
  const message = obstacle.kind === "died" ? obstacle.output : lines.join("\n");
  const place = placeToLook(message, check.folders);
  return { name, message, lines, place };
}

function lateLines(message: string): string[] {
  const [first = ""] = message.split("\n");
  return [
    `Something threw after every test had passed: ${first}`,
    "Is there a promise that your code does not await?",
  ];
}

function explainSilence(seconds: number): string[] {
  return [
    `It did not end: nothing happened for ${seconds} s, so it was stopped.`,
    "Is there a loop that never ends?",
  ];
}

function explainDeath(output: string): string[] {
  const exit = /process\.exit called with "(.*)"/.exec(output);
  if (exit) return [`It ended the process: process.exit(${exit[1]}).`];
  if (output.includes("heap out of memory")) {
    return [
      "It took more than 1 GB of memory, and the process ended.",
      "Is there a loop that never ends, and keeps what it makes?",
    ];
  }
  const last = output.trim().split("\n").slice(-5);
  return ["The process of the tests ended. The last it printed:", ...last];
}

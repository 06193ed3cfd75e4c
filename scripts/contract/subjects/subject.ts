// What the contract holds for: each step's server, in every way in which it can be set up.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../workshop/paths";

export interface Subject {
  /** As tests name it: `step 3 middleware`. */
  readonly name: string;
  readonly step: Step;
  /** Whether its users are in a second process, behind HTTP. */
  readonly split: boolean;
}

/** A step with a users service is a subject twice. */
export function subjects(): Subject[] {
  return steps.flatMap((step) => {
    const name = `step ${step.number} ${step.slug}`;
    const whole = { name, step, split: false };
    const split = { name: `${name}, in two processes`, step, split: true };
    return existsSync(usersService(step)) ? [whole, split] : [whole];
  });
}

export function usersService(step: Step): string {
  return join(stepDirectory(step), "users-service.ts");
}

// Turns what was typed into the contrasts that are meant.

import { findStep } from "../../servers/host/find-step";
import { UserError } from "../../servers/host/user-error";
import { list } from "../workloads/timed-workloads";
import type { Workload } from "../workloads/workload";
import { findWorkload } from "../workloads/workloads";
import { contrastOfExercise, contrastOfUrl } from "./learners-server";
import { contrastsNamed, isNamedList } from "./named";
import {
  contrastOfSteps,
  contrastsOfStep,
  journey,
  type PlannedContrast,
  stepBefore,
} from "./planned-contrast";

export interface Typed {
  readonly first: string | undefined;
  readonly second?: string | undefined;
  readonly workload?: string;
  readonly url?: string;
  readonly exercise?: string;
  readonly thisServerIsMine?: boolean;
  /** The same, by the name that it also has. */
  readonly iOwnThisServer?: boolean;
}

/** @throws UserError for what names no contrast. */
export function chooseContrasts(typed: Typed): PlannedContrast[] {
  const { first, second, url, exercise } = typed;
  const workload = typed.workload ? findWorkload(typed.workload) : undefined;
  if (exercise !== undefined) {
    const step = findStep(exercise, "bench -- --exercise");
    return [contrastOfExercise(step)];
  }
  if (url !== undefined) {
    const step = findStep(first, `bench -- --url ${url}`);
    const isOwn = typed.thisServerIsMine ?? typed.iOwnThisServer ?? false;
    return [contrastOfUrl(step, url, workload ?? list, { isOwn })];
  }
  if (first === undefined) return withWorkload(journey(), workload);
  if (isNamedList(first)) return ofNamedList(first, second, workload);
  return second === undefined
    ? ofOneStep(first, workload)
    : ofTwoSteps(first, second, workload);
}

/** As in the whole journey, where each step also stands beside the one before it. */
export function contrastsOfReference(
  typed: string | undefined,
): PlannedContrast[] {
  if (typed === undefined) return journey();
  if (isNamedList(typed)) return contrastsNamed(typed);
  const { number } = findStep(typed, "dev reference");
  return journey().filter(({ step }) => step === number);
}

function ofNamedList(
  name: string,
  second: string | undefined,
  workload: Workload | undefined,
): PlannedContrast[] {
  if (second === undefined && !workload) return contrastsNamed(name);
  throw new UserError(
    `"${name}" is a list with sides and workloads of its own. Type: npm run bench ${name}`,
  );
}

function ofOneStep(
  typed: string,
  workload: Workload | undefined,
): PlannedContrast[] {
  const step = findStep(typed, "bench");
  const before = stepBefore(step);
  if (!before) {
    throw new UserError(
      `Step ${step.number} is where it begins: there is nothing before it. Type two steps: npm run bench ${step.number} ${step.number + 1}`,
    );
  }
  if (!workload) return contrastsOfStep(step);
  const declared = contrastsOfStep(step).filter(
    (contrast) => contrast.workload.name === workload.name,
  );
  // What is asked for by name is nothing further: it gets the time of a main one.
  return declared.length > 0
    ? declared.map((contrast) => ({ ...contrast, rank: "main" }))
    : [contrastOfSteps(before, step, workload)];
}

/** Those that a step declares, where the two are such; else the list. */
function ofTwoSteps(
  first: string,
  second: string,
  workload: Workload | undefined,
): PlannedContrast[] {
  const a = findStep(first, "bench");
  const b = findStep(second, `bench ${a.number}`);
  if (stepBefore(b) === a) return ofOneStep(second, workload);
  return [contrastOfSteps(a, b, workload ?? list)];
}

function withWorkload(
  contrasts: readonly PlannedContrast[],
  workload: Workload | undefined,
): PlannedContrast[] {
  if (!workload) return [...contrasts];
  const chosen = contrasts.filter((one) => one.workload.name === workload.name);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `No step declares ${workload.name}. Type two steps: npm run bench 1 6 -- --workload ${workload.name}`,
  );
}

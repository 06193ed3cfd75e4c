// What is asked and attacked: each step's server, in every way in which it can be set up.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Step, steps } from "../../../steps/steps";
import { stepDirectory } from "../../servers/host/paths";
import type { StoreKind } from "../../servers/services/needs";

export interface Subject {
  /** As tests name it: `step 3 middleware`. */
  readonly name: string;
  readonly step: Step;
  /** The file that is run. */
  readonly entry: string;
  /** Whether its users are in a second process, behind HTTP. */
  readonly split: boolean;
  /** What keeps that which its processes share, if it shares anything. */
  readonly store?: StoreKind | undefined;
  /** How many of it stand behind an nginx; alone, and in front, unless given. */
  readonly nodes?: number;
}

/** A step with a users service is a subject twice, and one with a shared store. */
export function subjects(): Subject[] {
  return steps.flatMap((step) => {
    const name = `step ${step.number} ${step.slug}`;
    const entry = join(stepDirectory(step), "server.ts");
    const whole: Subject = { name, step, entry, split: false };
    if (existsSync(usersService(step))) {
      const split = {
        ...whole,
        name: `${name}, in two processes`,
        split: true,
      };
      return [whole, split];
    }
    if (!step.services.includes("store")) return [whole];
    return [
      { ...whole, name: `${name}, store on Redis`, store: "redis" },
      { ...whole, name: `${name}, store on PostgreSQL`, store: "postgres" },
    ];
  });
}

/** The same server as several nodes, behind an nginx that really runs. */
export function behindNginx(subject: Subject, nodes = 2): Subject {
  const name = `${subject.name}, ${nodes} nodes behind nginx`;
  return { ...subject, name, nodes };
}

export function usersService(step: Step): string {
  return join(stepDirectory(step), "users-service.ts");
}

// Lists of contrasts that have a name of their own, and are typed by it: `npm run bench blueprint`.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { type Step, steps } from "../../../steps/steps";
import { namesIn } from "../../servers/host/visible-files";
import { contenderSide, type ServerSide, stepSide } from "../sides/sides";
import { Claim } from "../verdicts/claims";
import { findWorkload } from "../workloads/workloads";
import {
  Change,
  DeclaredContender,
  type PlannedContrast,
  SideEnvironment,
} from "./planned-contrast";

const NamedSide = z.union([
  DeclaredContender,
  z.strictObject({ step: z.int(), name: z.string(), env: SideEnvironment }),
]);
type NamedSide = z.infer<typeof NamedSide>;

/** A file in `named/`: what the list is for, and its contrasts. */
const NamedList = z.strictObject({
  what: z.string(),
  /** Whose lesson it is for. */
  step: z.int(),
  contrasts: z.array(
    z.strictObject({
      workload: z.string(),
      sides: z.strictObject({ a: NamedSide, b: NamedSide }),
      notes: z.array(z.string()).default([]),
      claims: z.array(Claim).default([]),
    }),
  ),
});

const folder = join(__dirname, "named");

export function namesOfLists(): string[] {
  return namesIn(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => basename(file, ".json"));
}

export function isNamedList(name: string): boolean {
  return /^[a-z-]+$/.test(name) && existsSync(fileOf(name));
}

/** All of main rank: a list is typed to see the whole of it. */
export function contrastsNamed(name: string): PlannedContrast[] {
  return readList(name).contrasts.map(({ workload, sides, notes, claims }) => ({
    workload: findWorkload(workload),
    a: side(sides.a),
    b: side(sides.b),
    rank: "main",
    changes: featureChanges(),
    claims,
    notes,
  }));
}

/** What sides with features, in whatever number, may answer otherwise. */
function featureChanges(): Change[] {
  const file = join(__dirname, "feature-changes.json");
  return z.array(Change).parse(JSON.parse(readFileSync(file, "utf8")));
}

/** The step whose lesson is about a list. */
export function stepOfList(name: string): Step {
  return stepNumbered(readList(name).step);
}

/** What a list is for, in a sentence. */
export function describeList(name: string): string {
  return readList(name).what;
}

function readList(name: string): z.infer<typeof NamedList> {
  return NamedList.parse(JSON.parse(readFileSync(fileOf(name), "utf8")));
}

function fileOf(name: string): string {
  return join(folder, `${name}.json`);
}

function side(named: NamedSide): ServerSide {
  const { name, env } = named;
  if ("contender" in named) {
    return contenderSide(named.contender, name, env);
  }
  const base = stepSide(stepNumbered(named.step));
  return { ...base, name, env: { ...base.env, ...env } };
}

/** @throws Error where there is no such step: a fault in a list. */
function stepNumbered(number: number): Step {
  const step = steps.find((one) => one.number === number);
  if (!step) throw new Error(`there is no step ${number}`);
  return step;
}

// Lists of contrasts that have a name of their own, and are typed by it: `npm run bench blueprint`.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { type Step, steps } from "../../../steps/steps";
import { namesIn } from "../../servers/host/visible-files";
import {
  contenderSide,
  type ServerSide,
  stepSide,
  tracedSide,
} from "../sides/sides";
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
  z.strictObject({
    step: z.int(),
    name: z.string(),
    env: SideEnvironment,
    /** With a collector to send its spans to. */
    traced: z.boolean().optional(),
  }),
]);
/** A file in `named/`: what the list is for, its sides, and its contrasts. */
const NamedList = z.strictObject({
  what: z.string(),
  /** Whose lesson it is for. */
  step: z.int(),
  workload: z.string(),
  /** By the words that contrasts have for them. */
  sides: z.record(z.string(), NamedSide),
  /** Contrasts that are measured together; the control is their first A. */
  rounds: z.array(
    z.strictObject({
      /** So many, in a normal run. */
      times: z.int().min(2),
      warmupMs: z.int().optional(),
      contrasts: z.array(
        z.strictObject({
          a: z.string(),
          b: z.string(),
          notes: z.array(z.string()).default([]),
          claims: z.array(Claim).default([]),
        }),
      ),
    }),
  ),
});
type NamedList = z.infer<typeof NamedList>;

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
  const list = readList(name);
  const workload = findWorkload(list.workload);
  const changes = featureChanges();
  return list.rounds.flatMap((round) =>
    round.contrasts.map(({ a, b, notes, claims }) => ({
      workload,
      a: side(list, a),
      b: side(list, b),
      rank: "main",
      changes,
      claims,
      notes,
      round,
    })),
  );
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

function readList(name: string): NamedList {
  return NamedList.parse(JSON.parse(readFileSync(fileOf(name), "utf8")));
}

function fileOf(name: string): string {
  return join(folder, `${name}.json`);
}

/** @throws Error for a side that the list has not: a fault in it. */
function side({ sides }: NamedList, called: string): ServerSide {
  const named = sides[called];
  if (!named) throw new Error(`the list has no side ${called}`);
  const { name, env } = named;
  if ("contender" in named) {
    return contenderSide(named.contender, name, env);
  }
  const step = stepNumbered(named.step);
  if (named.traced) return tracedSide(step, name, env);
  const base = stepSide(step);
  return { ...base, name, env: { ...base.env, ...env } };
}

/** @throws Error where there is no such step: a fault in a list. */
function stepNumbered(number: number): Step {
  const step = steps.find((one) => one.number === number);
  if (!step) throw new Error(`there is no step ${number}`);
  return step;
}

// Where the time of a CPU profile went: by the kind of code, and by function.
import type { Profiler } from "node:inspector";
import { z } from "zod";
import { sum } from "../statistics/averages";

const share = z.number().min(0).max(1);

const GroupShare = z.object({
  /** "the step's code", a package's name, "Node.js", "garbage collector". */
  name: z.string(),
  self: share,
});
export type GroupShare = z.infer<typeof GroupShare>;

const FunctionShare = z.object({
  name: z.string(),
  /** As in "steps/05-layers/app.ts:12"; empty for what is no JavaScript. */
  place: z.string(),
  group: z.string(),
  /** Of the function itself. */
  self: share,
  /** With all that it called. */
  total: share,
});
export type FunctionShare = z.infer<typeof FunctionShare>;

export const ProfileSummary = z.object({
  samples: z.int().nonnegative(),
  seconds: z.number().nonnegative(),
  /** Of all samples: the event loop waited for something to do. */
  idle: share,
  /** Shares of the samples that were not idle; the greatest first. */
  groups: z.array(GroupShare),
  functions: z.array(FunctionShare),
});
export type ProfileSummary = z.infer<typeof ProfileSummary>;

type Node = Profiler.ProfileNode;

/** Functions below this share are left out: a sample or two are chance. */
const LEAST = 0.001;

/** Counts samples: V8 takes them at even intervals. */
export function summariseProfile(profile: Profiler.Profile): ProfileSummary {
  const samples = new Map<number, number>();
  for (const id of profile.samples ?? []) {
    samples.set(id, (samples.get(id) ?? 0) + 1);
  }
  const selfOf = ({ id }: Node): number => samples.get(id) ?? 0;
  const all = profile.samples?.length ?? 0;
  const idle = sum(profile.nodes.filter(isIdle).map(selfOf));
  const busy = all - idle;
  const shareOf = (count: number): number => (busy === 0 ? 0 : count / busy);

  const groups = new Map<string, number>();
  for (const node of profile.nodes) {
    if (isIdle(node)) continue;
    const group = groupOf(node.callFrame);
    groups.set(group, (groups.get(group) ?? 0) + selfOf(node));
  }
  const functions = countFunctions(profile, selfOf).map((one) => ({
    ...one,
    self: shareOf(one.self),
    total: shareOf(one.total),
  }));
  return {
    samples: all,
    seconds: (profile.endTime - profile.startTime) / 1e6,
    idle: all === 0 ? 0 : idle / all,
    groups: [...groups]
      .map(([name, count]) => ({ name, self: shareOf(count) }))
      .filter(({ self }) => self > 0)
      .sort(bySelf),
    functions: functions.filter(({ total }) => total >= LEAST).sort(bySelf),
  };
}

function isIdle({ callFrame }: Node): boolean {
  return callFrame.functionName === "(idle)";
}

function bySelf(a: { self: number }, b: { self: number }): number {
  return b.self - a.self;
}

/** One entry for each function, wherever it was called from; in samples. */
function countFunctions(
  { nodes }: Profiler.Profile,
  selfOf: (node: Node) => number,
): FunctionShare[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const functions = new Map<string, FunctionShare>();
  const active = new Set<string>();

  /** Adds what is below the node, and returns its samples. */
  const visit = (node: Node): number => {
    const { callFrame } = node;
    const place = placeOf(callFrame);
    const key = `${callFrame.functionName} ${place}`;
    // A function that calls itself is counted once in its total.
    const isOuter = !active.has(key);
    active.add(key);
    const self = selfOf(node);
    let total = self;
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) total += visit(child);
    }
    if (isOuter) active.delete(key);
    const before = functions.get(key) ?? { self: 0, total: 0 };
    functions.set(key, {
      name: nameOf(callFrame),
      place,
      group: groupOf(callFrame),
      self: before.self + self,
      total: before.total + (isOuter ? total : 0),
    });
    return total;
  };

  const [root] = nodes;
  for (const id of root?.children ?? []) {
    const child = byId.get(id);
    if (child && !isIdle(child)) visit(child);
  }
  return [...functions.values()];
}

type CallFrame = Node["callFrame"];

/** The group of what a learner can edit. */
export const EXERCISE = "the exercise's code";
const GARBAGE_COLLECTOR = "garbage collector";
const NATIVE = "native code";
const NODE = "Node.js";

function groupOf({ functionName, url }: CallFrame): string {
  if (functionName === "(garbage collector)") return GARBAGE_COLLECTOR;
  if (url === "") return NATIVE;
  if (url.startsWith("node:")) return NODE;
  const [, name] = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (name !== undefined) return name;
  if (url.startsWith("steps/")) return "the step's code";
  if (/^(exercises|solutions)\//.test(url)) return EXERCISE;
  return "the workshop's tools";
}

/** As in the flame graph: V8 calls "(program)" what is no JavaScript and has no name. */
function nameOf({ functionName }: CallFrame): string {
  return functionName === "" ? "(anonymous)" : functionName;
}

/** A package's files by its name, not by where it is installed. */
function placeOf({ url, lineNumber }: CallFrame): string {
  if (url === "") return "";
  return `${url.replace(/.*\bnode_modules\//, "")}:${lineNumber + 1}`;
}

/** "12.3 %". */
export function showShare(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

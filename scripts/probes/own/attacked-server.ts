// A server of the user's own as it was found: which targets it gives to a fault, and why to others none.
import type { Probe } from "../probe";
import { type Need, needs } from "../targets/need";
import type { Target } from "../targets/target";
import type { Routes } from "./find-routes";

export interface RoutedTarget {
  /** "POST /items"; undefined where a fault is about no route. */
  readonly route?: string | undefined;
  readonly target: Target;
}

export interface Parts {
  readonly url: string;
  readonly routes: Routes;
  /** A target with these routes of it. */
  readonly targetOf: (read: number, post: number) => Target;
  /** Where it has users as the workshop's servers have. */
  readonly users:
    | { readonly path: string; readonly target: Target }
    | undefined;
  readonly skip: Readonly<Record<string, string>>;
  /** Signs in again, before a token has expired. */
  readonly renew: () => Promise<void>;
}

export class AttackedServer {
  readonly url: string;
  readonly routes: Routes;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.url = parts.url;
    this.routes = parts.routes;
    this.#parts = parts;
  }

  renew(): Promise<void> {
    return this.#parts.renew();
  }

  /** For what is asked between faults. */
  get target(): Target {
    return this.#parts.targetOf(0, 0);
  }

  /** Where it has users, and signs them up. */
  get usersPath(): string | undefined {
    return this.#parts.users?.path;
  }

  /** A route that answered 200 before, and what it answers now. */
  async broken(): Promise<string | undefined> {
    const paths = this.routes.reads.map(({ path }) => path);
    for (const path of new Set([...paths, this.usersPath ?? paths[0]])) {
      const answer = path && (await this.target.send({ path }));
      if (answer && answer.status !== 200) {
        return `GET ${path} answers ${answer.status}`;
      }
    }
    return undefined;
  }

  /** The targets that a fault applies to; else why it applies to none. */
  applying(fault: Probe): readonly RoutedTarget[] | string {
    const skipped = this.#parts.skip[fault.name];
    if (skipped !== undefined) return `left out: ${skipped}`;
    const targets = this.#targetsFor(fault);
    const lacks = ({ target }: RoutedTarget) =>
      fault.needs?.find((need) => !target.has(need));
    const applying = targets.filter((each) => lacks(each) === undefined);
    if (applying.length > 0) return applying;
    return this.reason((targets[0] && lacks(targets[0])) ?? "process");
  }

  /** Which need keeps a fault from being tried, first of all. */
  missing(fault: Probe): Need | undefined {
    const target = this.#targetsFor(fault)[0]?.target ?? this.target;
    if (typeof this.applying(fault) !== "string") return undefined;
    return fault.needs?.find((need) => !target.has(need));
  }

  reason(need: Need): string {
    const { refused } = this.routes;
    const method = { read: "GET ", post: "POST " }[need as string];
    const one = refused.find((route) => method && route.startsWith(method));
    return one === undefined
      ? needs[need]
      : `it refuses ${one}; see --header and --login`;
  }

  #targetsFor({ needs: needed = [], slow }: Probe): RoutedTarget[] {
    const { reads, posts } = this.routes;
    const wants = (need: Need) => needed.includes(need);
    const { users } = this.#parts;
    if (users && wants("users")) {
      return [{ target: users.target, route: users.path }];
    }
    const indexes = (list: readonly unknown[]) => [...list.keys()];
    // A proof of identity is only asked for where strangers are refused, and
    // where the user has not said that they may read.
    const ofReads = wants("credentials")
      ? indexesToClose(reads)
      : indexes(reads);
    const some = slow || !(wants("read") || wants("post")) ? 1 : Infinity;
    const forReads = wants("read") ? ofReads : [0];
    const forPosts = wants("post") ? indexes(posts) : [0];
    const count = Math.max(
      1,
      Math.min(some, Math.max(forReads.length, forPosts.length)),
    );
    return Array.from({ length: count }, (_, n) => {
      const read = forReads[n % (forReads.length || 1)] ?? 0;
      const post = forPosts[n % (forPosts.length || 1)] ?? 0;
      const target = this.#parts.targetOf(read, post);
      const names = [
        ...(wants("read") && reads[read] ? [`GET ${reads[read].path}`] : []),
        ...(wants("post") && posts[post] ? [`POST ${posts[post].path}`] : []),
      ];
      return { target, route: names.join(", ") || undefined };
    });
  }
}

/** Those that are closed; where none is, those that ought to be. */
function indexesToClose(reads: Routes["reads"]): number[] {
  const all = [...reads.entries()];
  const kept = all.filter(([, read]) => read.isClosed || !read.isPublic);
  const chosen = kept.length > 0 ? kept : all;
  return chosen.map(([index]) => index);
}

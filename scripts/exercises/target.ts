// What a check looks at: the learner's files, or others laid over them.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../servers/host/temporary-folder";
import { UserError } from "../servers/host/user-error";
import { type Exercise, thisWorkshop } from "./exercise";
import { startersOf } from "./starters";
import { type Trap, trapsOf } from "./traps";

export type Target =
  | { readonly kind: "yours" }
  | { readonly kind: "solution" }
  | { readonly kind: "starter" }
  | { readonly kind: "trap"; readonly trap: Trap };

/**
 * The target that the options of a command name.
 *
 * @throws UserError for a trap that is not
 */
export function targetOf(
  exercise: Exercise,
  options: { readonly solution?: boolean; readonly trap?: string },
): Target {
  if (options.trap === undefined) {
    return { kind: options.solution ? "solution" : "yours" };
  }
  const traps = trapsOf(exercise);
  const trap = traps.find(({ name }) => name === options.trap);
  if (trap) return { kind: "trap", trap };
  const names = traps.map(({ name }) => name).join(", ") || "none";
  throw new UserError(
    `Exercise ${exercise.number} has no trap "${options.trap}". Its traps: ${names}.`,
  );
}

/** As in the JSON report: "yours", "solution", "starter" or "trap:name". */
export function targetName(target: Target): string {
  return target.kind === "trap" ? `trap:${target.trap.name}` : target.kind;
}

/**
 * Calls `use` with the folders to lay over the exercise, the first of which
 * wins. Those of the kept starters exist only until it is done.
 */
export async function withOverlay<T>(
  exercise: Exercise,
  target: Target,
  use: (folders: string[]) => Promise<T>,
  workshop = thisWorkshop,
): Promise<T> {
  if (target.kind !== "starter") return use(foldersOf(exercise, target));
  const { path: folder, remove } = temporaryFolder("starter");
  try {
    for (const [file, text] of startersOf(exercise, workshop)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return await use([folder]);
  } finally {
    remove();
  }
}

function foldersOf({ solution }: Exercise, target: Target): string[] {
  if (target.kind === "yours") return [];
  if (target.kind === "trap") return [target.trap.folder, solution];
  return [solution];
}

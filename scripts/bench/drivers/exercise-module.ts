// Loads a module of an exercise: the learner's, or the one that is laid over it.
import { join } from "node:path";

/**
 * The exercise's folder is not known to the compiler, and must not be: what
 * is in it is the learner's.
 */
export function exerciseModule<Module>(name: string): Module {
  const { WORKSHOP_OVERLAY_BASE: folder = "" } = process.env;
  return require(join(folder, name));
}

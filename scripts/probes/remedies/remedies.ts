// The remedies of all faults, by name.
import { capacity } from "./capacity";
import { concurrency } from "./concurrency";
import { dependencies } from "./dependencies";
import { identity } from "./identity";
import { input } from "./input";
import { processes } from "./process";
import { protocol } from "./protocol";
import type { Remedies } from "./remedy";
import { text } from "./text";

export const remedies: Remedies = {
  ...input,
  ...text,
  ...protocol,
  ...identity,
  ...concurrency,
  ...processes,
  ...dependencies,
  ...capacity,
};

// Starts what an exercise's tests need, while the process of the tests starts.
import type { Service } from "../../steps/steps";
import { readText } from "../servers/host/read-text";
import { requireNginx } from "../servers/services/nginx/find-nginx";
import { type Exercise, testFiles } from "./exercise";

/** By the environment that a test file asks for. */
const environments: readonly [RegExp, readonly Service[]][] = [
  [/@jest-environment .*services\/jest\/with-postgres/, ["postgres"]],
  [/@jest-environment .*services\/jest\/with-store/, ["postgres", "store"]],
  [/@jest-environment .*services\/jest\/with-nginx/, ["nginx"]],
];

/**
 * Holds them to the end of this process: the tests are given databases of
 * their own there, and a watched check has many runs.
 *
 * @returns a promise whose rejection, a UserError, may be left unhandled
 * @throws UserError (1) at once where nginx is missing: nobody starts one for
 * all tests, and without it there is nothing to try.
 */
export function startServices(exercise: Exercise): Promise<void> {
  const services = servicesOf(exercise);
  if (services.length === 0) return Promise.resolve();
  if (services.includes("nginx")) requireNginx();
  // Most exercises need none, and loading this takes time.
  const file: typeof import("../servers/services/hold-services") = require("../servers/services/hold-services");
  const holding = file.holdUntilExit({ services });
  holding.catch(() => {});
  return holding;
}

export function servicesOf(exercise: Exercise): Service[] {
  const texts = testFiles(exercise).map((path) => readText(path));
  const needed = environments.flatMap(([asked, services]) =>
    texts.some((text) => asked.test(text)) ? services : [],
  );
  return [...new Set(needed)];
}

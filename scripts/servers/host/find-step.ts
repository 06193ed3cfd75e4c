// Finds the step that the user typed, by its number, its name or its folder.
import { directoryName, type Step, steps } from "../../../steps/steps";
import { nearest } from "./nearest";
import { UserError } from "./user-error";

/**
 * The step that was typed as `3`, `03`, `middleware`, `03-middleware` or
 * `steps/03-middleware/`.
 *
 * @param command what to type again, as in `npm run check`
 * @throws UserError that says what to type instead.
 */
export function findStep(typed: string | undefined, command: string): Step {
  const run = command.startsWith("npm ") ? command : `npm run ${command}`;
  if (typed === undefined || typed.trim() === "") {
    throw new UserError(`Which step? Type a number, ${range()}: ${run} 3`);
  }
  const name = lastSegment(typed.trim()).toLowerCase();
  const found = steps.find((step) => names(step).includes(name));
  if (found) return found;

  const near = nearest(name, steps.flatMap(names));
  const meant = steps.find((step) => near && names(step).includes(near));
  if (meant && Number.isNaN(Number(name))) {
    throw new UserError(
      `There is no step "${typed}". If you meant ${directoryName(meant)}, type: ${run} ${meant.number}`,
    );
  }
  throw new UserError(
    `There is no step "${typed}". Type a number, ${range()}: ${run} 3`,
  );
}

/** Shells complete `steps/03-middleware/`, and so do people. */
function lastSegment(typed: string): string {
  const segments = typed.split(/[\\/]/).filter((segment) => segment !== "");
  return segments.at(-1) ?? "";
}

function names(step: Step): string[] {
  const folder = directoryName(step);
  const [padded = ""] = folder.split("-");
  return [folder, step.slug, padded, String(step.number)];
}

function range(): string {
  return `${steps[0]?.number} to ${steps.at(-1)?.number}`;
}

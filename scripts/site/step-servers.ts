// The whole server of each step, gathered again only when a file of a step changed.
import { join } from "node:path";
import { type Step, steps } from "../../steps/steps";
import { memoizeByMtime } from "../content/memoize-by-mtime";
import { type Server, serverOfStep } from "../eject/server";
import { root, stepDirectory } from "../servers/host/paths";
import { filesUnder } from "../servers/host/visible-files";

export function stepServer(step: Step): Server {
  return gathered(stepDirectory(step));
}

const folder = join(root, "steps");

const gathered = memoizeByMtime<Server>(
  (directory) => {
    const step = steps.find((each) => stepDirectory(each) === directory);
    if (!step) throw new Error(`${directory} is no step's`);
    return serverOfStep(step);
  },
  () => filesUnder(folder).map((name) => join(folder, name)),
);

// The servers of the steps, gathered again only when a file of a step changed.
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "../../steps/steps";
import { type Server, serverOfStep } from "../eject/server";
import { filesUnder } from "../exercises/exercise";
import { root } from "../servers/host/paths";

const kept = new Map<Step, Server>();
let keptStamp = "";

export function keptServer(step: Step): Server {
  const stamp = stampOf(join(root, "steps"));
  if (stamp !== keptStamp) kept.clear();
  keptStamp = stamp;
  const server = kept.get(step) ?? serverOfStep(step);
  kept.set(step, server);
  return server;
}

function stampOf(folder: string): string {
  return filesUnder(folder)
    .map((name) => {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false });
      return `${name}:${stat?.mtimeMs}`;
    })
    .join();
}

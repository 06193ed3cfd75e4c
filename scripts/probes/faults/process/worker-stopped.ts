// The fault of a process that is alive and does nothing more.
import type { LegacyFault as Fault } from "../legacy";
import { quick, workerIsReplaced } from "./workers";

export const workerStopped: Fault = {
  name: "worker-stopped",
  category: "process",
  does: "Stops a process that serves (SIGSTOP), as a loop without an end would.",
  surviving: "It is noticed, ended and replaced, without anybody's help.",
  survivedSince: 8,
  needs: ["process"],
  env: quick,
  destructive: "if it falls",
  attack: (target) => workerIsReplaced(target, "SIGSTOP"),
};

// The fault of a process that is killed.
import type { LegacyFault as Fault } from "../legacy";
import { quick, workerIsReplaced } from "./workers";

export const workerKilled: Fault = {
  name: "worker-killed",
  category: "process",
  does: "Kills a process that serves, by SIGKILL.",
  surviving: "Another takes its place, without anybody's help.",
  survivedSince: 8,
  needs: ["process"],
  env: quick,
  destructive: "if it falls",
  attack: (target) => workerIsReplaced(target, "SIGKILL"),
};

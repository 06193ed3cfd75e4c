// The fault of a process that ends as V8 ends one that is out of memory.
import type { LegacyFault as Fault } from "../legacy";
import { quick, workerIsReplaced } from "./workers";

export const workerAborted: Fault = {
  name: "worker-aborted",
  category: "process",
  does: "Ends a process that serves as V8 does when memory is gone: by SIGABRT.",
  surviving: "Another takes its place, without anybody's help.",
  survivedSince: 8,
  needs: ["process"],
  env: quick,
  destructive: "if it falls",
  attack: (target) => workerIsReplaced(target, "SIGABRT"),
};

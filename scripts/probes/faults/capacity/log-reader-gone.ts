// The fault of a log whose reader has ended.
import type { LegacyFault as Fault } from "../legacy";
import { logsOn, REQUESTS } from "./lost-log";

export const logReaderGone: Fault = {
  name: "log-reader-gone",
  category: "capacity",
  does: `Closes the pipe that the log is written to, and asks ${REQUESTS} times.`,
  surviving: "All are answered, without a log.",
  survivedSince: 12,
  needs: ["process", "log"],
  destructive: true,
  attack: (target) => logsOn(target, "end"),
};

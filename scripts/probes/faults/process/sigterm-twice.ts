// The fault of a supervisor that tells every process to end, when the first one tells the others as well.
import type { LegacyFault as Fault } from "../legacy";
import { endsInOrder } from "./ending";

export const sigtermTwice: Fault = {
  name: "sigterm-twice",
  category: "process",
  does: "Sends SIGTERM to every process of the server at once, as systemd does, while five sign-ups are under way: workers are told twice.",
  surviving:
    "All five are answered, and then the process ends with exit code 0.",
  survivedSince: 11,
  needs: ["process", "users"],
  destructive: true,
  attack: (target) =>
    endsInOrder(target, (main) => {
      for (const pid of main.pids()) process.kill(pid, "SIGTERM");
    }),
};

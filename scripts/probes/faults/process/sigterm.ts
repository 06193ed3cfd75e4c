// The fault that every deploy is: the server is told to end while it works.
import type { LegacyFault as Fault } from "../legacy";
import { endsInOrder } from "./ending";

export const sigterm: Fault = {
  name: "sigterm",
  category: "process",
  does: "Sends SIGTERM while five sign-ups are under way.",
  surviving:
    "All five are answered, and then the process ends with exit code 0.",
  survivedSince: 11,
  needs: ["process", "users"],
  destructive: true,
  attack: (target) => endsInOrder(target, (main) => main.kill("SIGTERM")),
};

// The fault of a parameter that only the code far inside can find wrong.
import { asked } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { LegacyFault as Fault } from "../legacy";

export const unknownTimeZone: Fault = {
  name: "unknown-time-zone",
  category: "input",
  does: "Asks for a report in a time zone that does not exist.",
  surviving:
    "It is refused as the client's fault, and the refusal tells nothing of the inside.",
  survivedSince: 6,
  needs: ["report"],
  attack: (target) =>
    rejectsAll(
      target,
      [asked("Mars/Olympus", "/reports/signups?timeZone=Mars/Olympus")],
      { discreet: true },
    ),
};

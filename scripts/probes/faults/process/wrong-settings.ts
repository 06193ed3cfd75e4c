// The fault of settings that make no sense.
import type { LegacyFault as Fault } from "../legacy";
import { refusesToStart } from "./starting";

export const wrongSettings: Fault = {
  name: "wrong-settings",
  category: "process",
  does: "Starts the server with settings that make no sense.",
  surviving: "It ends, and its exit code says that it failed.",
  survivedSince: 3,
  needs: ["process", "users"],
  attack: (target) =>
    refusesToStart(target, { SEED_USERS: "-1", LOG_LEVEL: "loud" }),
};

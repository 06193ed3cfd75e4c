// The fault of a deploy without its secrets.
import type { LegacyFault as Fault } from "../legacy";
import { refusesToStart } from "./starting";

export const missingSecrets: Fault = {
  name: "missing-secrets",
  category: "process",
  does: "Starts the server with an empty key and a secret of five letters.",
  surviving: "It ends, and its exit code says that it failed.",
  survivedSince: 6,
  needs: ["process", "secrets"],
  attack: (target) =>
    refusesToStart(target, { API_KEY: "", JWT_SECRET: "short" }),
};

// The fault of a client that does not finish while the server should end.

import { holdUpload } from "../../../servers/http/request";
import type { Target } from "../../targets/target";
import { signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";
import { endOf } from "./ending";
import { quick } from "./workers";

export const endlessClient: Fault = {
  name: "endless-client",
  category: "process",
  does: "Sends SIGTERM while an upload is under way that never comes to its end.",
  surviving: "The process ends all the same, within 30 seconds.",
  survivedSince: 1,
  needs: ["process", "users"],
  env: quick,
  destructive: true,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const message = target.withCredentials(signUpMessage(uniqueUser()));
  await holdUpload(target.at, message);
  target.server.process.kill("SIGTERM");
  const how = await endOf(target);
  return how === "runs on"
    ? fell("hung", "it waits for the client")
    : survived(`ends with ${how}`);
}

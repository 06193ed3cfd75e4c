// The fault of a client that goes away in the middle of its upload.

import { holdUpload } from "../../../servers/http/request";
import type { Target } from "../../targets/target";
import { kept, signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const truncatedBody: Fault = {
  name: "truncated-body",
  category: "input",
  does: "Sends the first half of a sign-up, and hangs up.",
  surviving: "Nothing is stored, and the server stays up.",
  survivedSince: 1,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const message = target.withCredentials(signUpMessage(details));
  const upload = await holdUpload(target.at, message);
  await upload.abandon();
  return (await kept(target, details)) === 0
    ? survived("nothing is stored")
    : fell("wrong answer", "half a sign-up is stored");
}

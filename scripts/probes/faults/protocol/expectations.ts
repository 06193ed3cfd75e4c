// The fault of a client that expects something before it sends its body.

import { statusesIn } from "../../../servers/http/raw";
import { holdUpload } from "../../../servers/http/request";
import type { Target } from "../../targets/target";
import { signUpMessage, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const expectations: Fault = {
  name: "expectations",
  category: "protocol",
  does: "Expects 100-continue before a sign-up, and then something unheard of.",
  surviving:
    "The first is told to continue, and answered; the second is refused with 417.",
  survivedSince: 1,
  needs: ["users"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const message = target.withCredentials(signUpMessage(uniqueUser()));
  const upload = await holdUpload(target.at, message);
  const answer = await upload.finish();
  if (answer?.status !== 201) {
    return fell("wrong answer", `${answer?.status} after 100 Continue`);
  }
  const { text } = await target.talk(
    "POST /users HTTP/1.1\r\nHost: here\r\nExpect: a miracle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  );
  const [status] = statusesIn(text);
  return status === 417
    ? survived("continued, and refused with 417")
    : fell("wrong answer", `${status} for an expectation that is none`);
}

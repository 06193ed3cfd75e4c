// The fault of a body that is far larger than anything the route could want.

import { requestText, statusesIn } from "../../../servers/http/raw";
import { posted } from "../../attempts";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const BYTES = 2_000_000;

export const oversizedBody: Fault = {
  name: "oversized-body",
  category: "input",
  does: "Posts a body of 2 MB.",
  surviving: "It is refused with 413, and the server stays up.",
  survivedSince: 3,
  needs: ["post"],
  attack,
};

// A server may refuse before it has read the rest: what matters is its answer.
async function attack(target: Target): Promise<Verdict> {
  const large = { ...uniqueUser(), padding: "x".repeat(BYTES) };
  const { message } = posted(target, "", large);
  const heard = await target.talk(
    requestText(target.withCredentials(message)),
    { until: (text) => statusesIn(text).length > 0 },
  );
  const [status] = statusesIn(heard.text);
  if (status === 413) return survived("refused with 413");
  if (status !== undefined) return fell("wrong answer", `${status} for 2 MB`);
  return heard.end === "open"
    ? fell("hung", "no answer to a body of 2 MB")
    : survived("the connection is cut");
}

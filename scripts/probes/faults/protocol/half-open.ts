// The fault of a client that has said all, closes its half, and listens.
import { requestText, statusesIn } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const halfOpen: Fault = {
  name: "half-open",
  category: "protocol",
  does: "Closes its half of the connection right behind its request.",
  // Node takes a closed half for a client that has gone, once it has to wait for
  // anything (http.Server's allowHalfOpen): then no answer is a right one.
  surviving:
    "It is answered, or taken for gone; nothing is left open, and nobody waits.",
  survivedSince: 1,
  needs: ["read"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const message = target.withCredentials({ path: target.routes.read });
  const said = requestText(message);
  const heard = await target.talk(said, { halfClose: true });
  if (heard.end === "open") return fell("hung", "the connection stays open");
  const [status] = statusesIn(heard.text);
  if (status === undefined) return survived("taken for gone, and closed");
  return status === 200
    ? survived("answered, and closed")
    : fell("wrong answer", `${status}`);
}

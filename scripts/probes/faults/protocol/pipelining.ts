// The fault of a client that does not wait for answers before it asks again.
import { pipeline } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const pipelining: Fault = {
  name: "pipelining",
  category: "protocol",
  does: "Sends 200 requests in one piece, good and bad ones in turn.",
  surviving: "All are answered, in their order.",
  survivedSince: 1,
  attack,
};

const TIMES = 100;

async function attack(target: Target): Promise<Verdict> {
  const pair = [{ path: target.routes.health }, { path: "/no/such/path" }];
  const messages = Array.from({ length: TIMES }, () => pair).flat();
  const statuses = await pipeline(
    target.at,
    messages.map((message) => target.withCredentials(message)),
  );
  if (statuses.length < messages.length) {
    return fell(
      "wrong answer",
      `${statuses.length} answers to ${messages.length}`,
    );
  }
  const isMixed = statuses.some(
    (status, n) => (status === 200) !== (n % 2 === 0),
  );
  return isMixed
    ? fell("wrong answer", "answers in another order")
    : survived("answered, in order");
}

// The fault of headers that come twice, and say two things.
import { statusesIn } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const duplicateHeaders: Fault = {
  name: "duplicate-headers",
  category: "protocol",
  does: "Sends each of Host, Authorization, X-Request-Id and Cookie twice.",
  surviving:
    "There is one answer, it is none of the inside's errors, and it does not repeat both.",
  survivedSince: 1,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const twice = ["Host", "Authorization", "X-Request-Id", "Cookie"];
  const lines = twice.flatMap((name) => [`${name}: one`, `${name}: two`]);
  const start = `GET ${target.routes.health} HTTP/1.1`;
  const text = [start, ...lines, "Connection: close", "", ""].join("\r\n");
  const heard = await target.talk(text);
  const [status, ...more] = statusesIn(heard.text);
  if (heard.end === "open") return fell("hung", "no end of the answer");
  if (status === undefined || more.length > 0 || status >= 500) {
    return fell("wrong answer", `answers: ${[status, ...more]}`);
  }
  return /one, two/.test(heard.text)
    ? fell("wrong answer", "the answer repeats both")
    : survived(`answered with ${status}`);
}

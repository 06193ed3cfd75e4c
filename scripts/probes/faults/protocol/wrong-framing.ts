// The fault of requests that break the rules of HTTP in their frame.
import { statusesIn } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const wrongFraming: Fault = {
  name: "wrong-framing",
  category: "protocol",
  does: "Sends no Host, an unknown method, an unknown version and a chunk of no size.",
  surviving: "Each is refused with 4xx or 5xx of the protocol, and closed.",
  survivedSince: 1,
  needs: ["post"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { health, post } = target.routes;
  const attempts = {
    "no Host": `GET ${health} HTTP/1.1\r\n\r\n`,
    "an unknown method": `BREW ${health} HTTP/1.1\r\nHost: here\r\n\r\n`,
    "an unknown version": `GET ${health} HTTP/9.9\r\nHost: here\r\n\r\n`,
    "a chunk of no size": `POST ${post} HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`,
  };
  for (const [what, text] of Object.entries(attempts)) {
    const heard = await target.talk(text);
    const [status = 0] = statusesIn(heard.text);
    if (heard.end === "open") return fell("hung", `no end to ${what}`);
    if (status >= 200 && status < 400) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused, and closed");
}

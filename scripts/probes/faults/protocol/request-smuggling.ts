// The fault of requests whose end two servers would see in two places.
import { statusesIn } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const requestSmuggling: Fault = {
  name: "request-smuggling",
  category: "protocol",
  does: "Gives a body two lengths, or a length and chunks, with a request hidden in it.",
  surviving:
    "Each is refused with 400, and the hidden request is not answered.",
  survivedSince: 1,
  needs: ["post"],
  attack,
};

const hidden = "GET /hidden HTTP/1.1\r\nHost: here\r\n\r\n";

const lengths: Readonly<Record<string, readonly string[]>> = {
  "a length and chunks": [
    `Content-Length: ${hidden.length + 5}`,
    "Transfer-Encoding: chunked",
  ],
  "two lengths": ["Content-Length: 5", `Content-Length: ${hidden.length}`],
  "a length in two words": ["Content-Length: 5 5"],
  "a negative length": ["Content-Length: -1"],
  "chunks that are said oddly": ["Transfer-Encoding: xchunked"],
  "chunks, and something after": ["Transfer-Encoding: chunked, identity"],
  "a blank before the colon": ["Transfer-Encoding : chunked"],
};

const count = (text: string) => statusesIn(text).length;

async function attack(target: Target): Promise<Verdict> {
  for (const [what, lines] of Object.entries(lengths)) {
    const head = [`POST ${target.routes.post} HTTP/1.1`, "Host: here"];
    const text = [...head, ...lines, "", `0\r\n\r\n${hidden}`].join("\r\n");
    // Not half-closed: whoever takes that for a client that has gone would not
    // answer what is hidden, though it has done it.
    const heard = await target.talk(text, { until: (it) => count(it) > 1 });
    const statuses = statusesIn(heard.text);
    if (statuses.length > 1) {
      return fell("wrong answer", `two answers (${statuses}) to ${what}`);
    }
    if (heard.end === "open") return fell("hung", `no end to ${what}`);
    const [status] = statuses;
    if (status !== undefined && (status < 400 || status >= 500)) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused, and nothing hidden is answered");
}

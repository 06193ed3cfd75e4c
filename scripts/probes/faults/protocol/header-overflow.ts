// The fault of headers that are too large or too many.
import { statusesIn } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const headerOverflow: Fault = {
  name: "header-overflow",
  category: "protocol",
  does: "Sends a header of 100 kB, 5000 headers, and a URL of 100 kB.",
  surviving: "Each is refused with 4xx, or its connection is cut.",
  survivedSince: 1,
  attack,
};

const long = "x".repeat(100_000);
const many = Array.from({ length: 5000 }, (_, n) => `X-${n}: ${n}\r\n`).join(
  "",
);

async function attack(target: Target): Promise<Verdict> {
  const { health } = target.routes;
  const attempts = {
    "a header of 100 kB": `GET ${health} HTTP/1.1\r\nHost: here\r\nX: ${long}\r\n\r\n`,
    "5000 headers": `GET ${health} HTTP/1.1\r\nHost: here\r\n${many}\r\n`,
    "a URL of 100 kB": `GET /${long} HTTP/1.1\r\nHost: here\r\n\r\n`,
  };
  for (const [what, text] of Object.entries(attempts)) {
    const heard = await target.talk(text, {
      until: (answer) => statusesIn(answer).length > 0,
    });
    const [status] = statusesIn(heard.text);
    if (status === undefined && heard.end === "open") {
      return fell("hung", `no answer to ${what}`);
    }
    if (status !== undefined && (status < 400 || status >= 500)) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused");
}

// The fault of bytes that are no HTTP at all.

import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const garbage: Fault = {
  name: "garbage",
  category: "protocol",
  does: "Says bytes without a meaning, a TLS greeting and the preface of HTTP/2.",
  surviving: "Each connection is refused or closed, and no other suffers.",
  survivedSince: 1,
  attack,
};

const openings = {
  "bytes without a meaning": Buffer.from("8ef0029bd53c77a1e6105fc8", "hex"),
  "a TLS greeting": Buffer.from("16030100a5010000a10303", "hex"),
  "HTTP/2": Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
};

async function attack(target: Target): Promise<Verdict> {
  for (const [what, bytes] of Object.entries(openings)) {
    const { text, end } = await target.talk(bytes);
    if (end === "open") return fell("hung", `the connection of ${what} stays`);
    if (/^HTTP\/1\.1 [25]/.test(text)) {
      return fell("wrong answer", `${text.slice(9, 12)} for ${what}`);
    }
  }
  return survived("refused, and closed");
}

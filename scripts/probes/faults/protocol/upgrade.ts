// The fault of a client that wants to speak another protocol.
import { statusesIn } from "../../../servers/http/raw";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const upgrade: Fault = {
  name: "upgrade",
  category: "protocol",
  does: "Asks for a WebSocket and for HTTP/2 where there is neither.",
  surviving: "It is answered in HTTP/1.1, and not left waiting.",
  survivedSince: 1,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  for (const protocol of ["websocket", "h2c"]) {
    const lines = [
      `GET ${target.routes.health} HTTP/1.1`,
      ...["Host: here", "Connection: Upgrade", `Upgrade: ${protocol}`],
      ...["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA==", "", ""],
    ];
    const heard = await target.talk(lines.join("\r\n"), {
      until: (text) => statusesIn(text).length > 0,
    });
    const [status] = statusesIn(heard.text);
    if (status === 101) return fell("wrong answer", `101 for ${protocol}`);
    if (status === undefined) return fell("hung", `no answer to ${protocol}`);
  }
  return survived("answered in HTTP/1.1");
}

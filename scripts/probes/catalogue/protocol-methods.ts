// Methods and targets that HTTP knows, and an API does not have.
import { statusesIn } from "../../servers/http/raw";
import { silence } from "../judge";
import { type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

export const protocolMethods: readonly Probe[] = [
  {
    name: "foreign-methods",
    category: "protocol",
    does: "Sends TRACE, CONNECT, PROPFIND and OPTIONS *, which an API does not have.",
    surviving:
      "Each is answered in HTTP or its connection closed; none opens a tunnel, and none repeats the request's headers.",
    outcomes: { 1: survives("refused, and no header is repeated") },
    attack: sendForeignMethods,
  },
];

/** As a cookie would be, which a script must not read. */
const SECRET = "the-secret-of-the-browser";

async function sendForeignMethods(target: Target): Promise<Verdict> {
  const { health } = target.routes;
  const lines = [
    ...[`TRACE ${health}`, `PROPFIND ${health}`, "OPTIONS *"],
    "CONNECT another.example:443",
  ];
  for (const line of lines) {
    const { text, end } = await target.talk(
      `${line} HTTP/1.1\r\nHost: here\r\nCookie: ${SECRET}\r\nConnection: close\r\n\r\n`,
      // A tunnel stays open.
      { until: (heard) => /^HTTP\/1\.1 2/.test(heard) && line[0] === "C" },
    );
    if (text.includes(SECRET)) {
      return fell("leaked", `${line} repeats the headers of the request`);
    }
    const [status] = statusesIn(text);
    if (status === undefined && end === "open") return silence("hung", line);
    const isTunnel = line.startsWith("CONNECT") && status === 200;
    const isFault = status !== undefined && status >= 500 && status !== 501;
    if (isTunnel || isFault)
      return fell("wrong answer", `${status} for ${line}`);
  }
  return survived("refused, and no header is repeated");
}

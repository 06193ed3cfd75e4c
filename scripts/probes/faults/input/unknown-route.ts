// The fault of a request to where nothing is.
import { asked } from "../../attempts";
import { fallOf } from "../../judge";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const unknownRoute: Fault = {
  name: "unknown-route",
  category: "input",
  does: "Asks for a path and for a method that the API does not have.",
  surviving:
    "Each is refused as JSON, as everything else that the API says, and not as a page of HTML.",
  survivedSince: 4,
  needs: ["read"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { read } = target.routes;
  const attempts = [
    asked("an unknown path", "/no/such/path"),
    { what: "PATCH", message: { method: "PATCH", path: `${read}/1` } },
  ];
  for (const { what, message } of attempts) {
    const reply = await target.ask(message);
    const fall = fallOf(reply, what, { discreet: true });
    if (fall) return fall;
    const { status, headers } = typeof reply === "string" ? noReply : reply;
    if (!/\bjson\b/.test(String(headers["content-type"]))) {
      return fell("wrong answer", `${status} in HTML for ${what}`);
    }
  }
  return survived("refused, in JSON");
}

const noReply = { status: 0, headers: {} as Record<string, string> };

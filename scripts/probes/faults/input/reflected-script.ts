// The fault of an answer that repeats a script which was asked for.

import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const reflectedScript: Fault = {
  name: "reflected-script",
  category: "input",
  does: "Asks for paths that are a script, as a link in a mail would.",
  surviving: "No answer has the script in it where a browser would run it.",
  survivedSince: 1,
  needs: ["read"],
  attack,
};

const script = "<script>alert(1)</script>";

async function attack(target: Target): Promise<Verdict> {
  for (const path of [`/${script}`, `${target.routes.read}/${script}`]) {
    const reply = await target.ask({ path });
    if (typeof reply === "string") return fell("crashed", reply);
    const isPage = /html/.test(String(reply.headers["content-type"]));
    if (isPage && reply.text.includes("<script>")) {
      return fell("wrong answer", `a page that runs it, for ${path}`);
    }
  }
  return survived("it is text, or nowhere");
}

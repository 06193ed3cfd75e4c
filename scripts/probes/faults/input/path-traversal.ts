// The fault of paths that climb out of where they should stay.
import { hasStackTrace } from "../../../servers/http/describe-answer";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const pathTraversal: Fault = {
  name: "path-traversal",
  category: "input",
  does: "Asks for files of the machine by paths that climb up, in five spellings.",
  surviving: "No answer has a file in it, and none is an error inside.",
  survivedSince: 1,
  needs: ["read"],
  attack,
};

const up = ["../", "%2e%2e%2f", "..%2f", "%2e%2e/", "..%5c"];
const paths = up.flatMap((step) => [
  `${step.repeat(8)}etc/passwd`,
  `${step.repeat(2)}package.json`,
]);

async function attack(target: Target): Promise<Verdict> {
  for (const path of paths) {
    const reply = await target.ask({ path: `${target.routes.read}/${path}` });
    if (typeof reply === "string")
      return fell("crashed", `${reply} to ${path}`);
    if (/root:.*:0:0:|"dependencies"/.test(reply.text)) {
      return fell("leaked", `a file, for ${path}`);
    }
    if (reply.status >= 500 || hasStackTrace(reply.text)) {
      return fell("wrong answer", `${reply.status} for ${path}`);
    }
  }
  return survived("no file is told");
}

// The fault of a POST that brings nothing.
import { statusesIn } from "../../../servers/http/raw";
import { asked, posted } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { Target } from "../../targets/target";
import { fell, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const missingBody: Fault = {
  name: "missing-body",
  category: "input",
  does: "Posts no body at all, an empty one, and an empty object.",
  surviving: "Each is refused as the client's fault, and the server stays up.",
  survivedSince: 6,
  needs: ["post"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { routes } = target;
  const nothing = { ...asked("", routes.post).message, method: "POST" };
  const verdict = await rejectsAll(target, [
    { what: "a POST without a body", message: nothing },
    posted(target, "an empty body", ""),
    posted(target, "an empty object", "{}"),
  ]);
  if (verdict.verdict === "fell") return verdict;
  // Without a length, or any other word on a body.
  const { text } = await target.talk(
    `POST ${routes.post} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`,
  );
  const [status = 0] = statusesIn(text);
  return status >= 400 && status < 500
    ? verdict
    : fell("wrong answer", `${status} for a POST without a word on a body`);
}

// Knocks with proofs of identity that prove nothing: who is let in?
import type { Message } from "../../../servers/http/request";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

/** Survived if each is refused with 401 or 403, and nobody's data is told. */
export async function staysShut(
  target: Target,
  knocks: Readonly<Record<string, Message["headers"]>>,
): Promise<Verdict> {
  for (const [what, headers] of Object.entries(knocks)) {
    const message = { path: target.routes.read, ...(headers && { headers }) };
    const reply = await target.askAsStranger(message);
    if (reply === "hung") return fell("hung", `no answer to ${what}`);
    if (reply === "no answer") return fell("crashed", `no answer to ${what}`);
    const { status } = reply;
    if (status === 200) return fell("leaked", `200 for ${what}`);
    if (status !== 401 && status !== 403) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused");
}

export function bearer(token: string): Message["headers"] {
  return { Authorization: `Bearer ${token}` };
}

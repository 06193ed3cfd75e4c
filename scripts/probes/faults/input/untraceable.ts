// The fault of an answer that nobody can find in the log again.

import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const untraceable: Fault = {
  name: "untraceable",
  category: "input",
  does: "Asks for something, for nothing and for nonsense, and keeps the answers.",
  surviving: "Each answer has an id of its own, good and bad ones alike.",
  survivedSince: 3,
  needs: ["read"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { read, health } = target.routes;
  const paths = [read, "/no/such/path", `${read}/%E0%A4%A`, health];
  const ids = new Set<string>();
  for (const path of paths) {
    const reply = await target.ask({ path });
    if (typeof reply === "string") return fell("crashed", reply);
    const id = reply.headers["x-request-id"];
    if (id === undefined) return fell("wrong answer", "answers without an id");
    ids.add(String(id));
  }
  return ids.size === paths.length
    ? survived("an id each")
    : fell("wrong answer", "the same id for several answers");
}

// The fault of a guarded path that is written in another way.

import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const oddSpellings: Fault = {
  name: "odd-spellings",
  category: "identity",
  does: "Asks for the users as a stranger, in nine spellings of the path.",
  surviving: "No spelling tells anybody's data.",
  survivedSince: 6,
  needs: ["users", "credentials"],
  attack,
};

const paths = [
  ...["/users/", "/users//", "//users", "/USERS", "/Users/1", "/users/1/"],
  ...["/%75sers", "/users/%31", "/healthz/../users"],
];

async function attack(target: Target): Promise<Verdict> {
  const open: string[] = [];
  for (const path of paths) {
    const reply = await target.askAsStranger({ path });
    if (typeof reply === "string") return fell("crashed", `${reply}: ${path}`);
    if (reply.text.includes('"email"')) open.push(path);
  }
  return open.length === 0
    ? survived("all of them are shut")
    : fell("leaked", `${open.length} of ${paths.length} are open`);
}

// The fault of a file whose last write was cut off.
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "../../targets/target";
import { signUp, uniqueUser } from "../../targets/users";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const tornFile: Fault = {
  name: "torn-file",
  category: "process",
  does: "Kills the server, cuts three bytes off its data, and starts it again.",
  surviving: "It starts, and stores users as before.",
  survivedSince: 2,
  needs: ["files", "users"],
  destructive: "if it falls",
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const { server } = target;
  await signUp(target, uniqueUser());
  await server.restart(() => {
    const [name = ""] = readdirSync(server.dataDirectory);
    const file = join(server.dataDirectory, name);
    truncateSync(file, statSync(file).size - 3);
  });
  const answer = await signUp(target, uniqueUser());
  return answer?.status === 201
    ? survived("stores users as before")
    : fell("lost data", `${answer?.status ?? "no answer"}: no user is there`);
}

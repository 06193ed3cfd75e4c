// The fault of one connection that is used again and again.
import { Agent, request as httpRequest } from "node:http";
import { addressOf } from "../../../servers/http/request";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

export const longConnection: Fault = {
  name: "long-connection",
  category: "protocol",
  does: "Sends 500 requests one after another on one connection, every third a bad one.",
  surviving: "Each is answered as it would be on a connection of its own.",
  survivedSince: 1,
  needs: ["read"],
  attack,
};

const TIMES = 500;

async function attack(target: Target): Promise<Verdict> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let n = 0; n < TIMES; n += 1) {
      const isBad = n % 3 === 2;
      const path = isBad ? "/no/such/path" : target.routes.health;
      const status = await statusOn(agent, target, path);
      if (status === undefined)
        return fell("crashed", `no answer to the ${n}th`);
      if (status !== (isBad ? 404 : 200) && !(isBad && status === 401)) {
        return fell("wrong answer", `${status} for the ${n}th`);
      }
    }
    return survived(`${TIMES} right answers`);
  } finally {
    agent.destroy();
  }
}

function statusOn(
  agent: Agent,
  target: Target,
  path: string,
): Promise<number | undefined> {
  const { headers } = target.withCredentials({ path });
  return new Promise((resolve) => {
    httpRequest({ ...addressOf(target.at), agent, path, headers })
      .on("response", (response) => {
        response.resume().once("end", () => resolve(response.statusCode));
      })
      .on("error", () => resolve(undefined))
      .end();
  });
}

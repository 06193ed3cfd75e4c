// The fault of clients that connect and say nothing.
import { once } from "node:events";
import { connect } from "node:net";
import { addressOf } from "../../../servers/http/request";
import { fallOf } from "../../judge";
import type { Target } from "../../targets/target";
import { survived, type Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";

const CONNECTIONS = 300;

export const idleConnections: Fault = {
  name: "idle-connections",
  category: "protocol",
  does: `Opens ${CONNECTIONS} connections, and says nothing on any of them.`,
  surviving: "Whoever comes after them is answered.",
  survivedSince: 1,
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const sockets = Array.from({ length: CONNECTIONS }, () =>
    connect(addressOf(target.at)).on("error", () => {}),
  );
  try {
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const reply = await target.askAsStranger({ path: target.routes.health });
    const fall = fallOf(reply, "whoever came after them", { by: [200] });
    return fall ?? survived("others are answered");
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

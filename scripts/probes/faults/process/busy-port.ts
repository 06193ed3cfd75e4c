// The fault of a port that somebody else holds.
import { once } from "node:events";
import { createServer } from "node:net";
import type { Target } from "../../targets/target";
import type { Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";
import { refusesToStart } from "./starting";

export const busyPort: Fault = {
  name: "busy-port",
  category: "process",
  does: "Starts the server on a port that somebody else holds.",
  surviving: "It ends, and its exit code says that it failed.",
  survivedSince: 3,
  needs: ["process"],
  attack,
};

async function attack(target: Target): Promise<Verdict> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const address = holder.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    return await refusesToStart(target, { PORT: String(port) });
  } finally {
    holder.close();
  }
}

// The fault of an upload that never comes to an end.
import { requestText } from "../../../servers/http/raw";
import { posted } from "../../attempts";
import type { LegacyFault as Fault } from "../legacy";
import { bearSlowClients, soonTired } from "./slow-clients";

export const slowBody: Fault = {
  name: "slow-body",
  category: "protocol",
  does: "Sends a body a byte at a time, on 50 connections, without an end.",
  surviving: "It is hung up on in time, and others are answered.",
  survivedSince: 12,
  env: soonTired,
  slow: true,
  needs: ["post"],
  attack(target) {
    const { message } = posted(target, "", "");
    const headers = { ...message.headers, "Content-Length": "10000" };
    const opening = target.withCredentials({ ...message, headers });
    return bearSlowClients(target, requestText(opening));
  },
};

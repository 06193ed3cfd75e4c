// The fault that is called slowloris: headers that never come to an end.
import type { LegacyFault as Fault } from "../legacy";
import { bearSlowClients, soonTired } from "./slow-clients";

export const slowHeaders: Fault = {
  name: "slow-headers",
  category: "protocol",
  does: "Sends its headers a byte at a time, on 50 connections, without an end.",
  surviving: "It is hung up on in time, and others are answered.",
  survivedSince: 12,
  env: soonTired,
  slow: true,
  attack: (target) =>
    bearSlowClients(
      target,
      `GET ${target.routes.health} HTTP/1.1\r\nHost: here\r\nX-Slow: `,
    ),
};

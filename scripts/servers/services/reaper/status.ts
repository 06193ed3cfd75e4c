// Looks whether a service is kept right now, without holding it.
import { reach } from "./connection";
import { readClaim } from "./lock";
import { hear } from "./read-reply";
import { letGo } from "./release";
import type { Details } from "./protocol";
import type { KeptService } from "./services";

const longestMs = 2000;

/** How to reach it; undefined if it does not run, or only starts. */
export async function look(service: KeptService): Promise<Details | undefined> {
  const claim = readClaim(service);
  const socket = await (claim && reach(claim.address))?.catch(() => undefined);
  if (!socket) return undefined;
  try {
    const details = await hear(service, socket, longestMs);
    // Otherwise one who lets go now would be taken not to be the last.
    await letGo(socket);
    return details;
  } catch {
    return undefined;
  }
}

// The fault of a small body that becomes a large one when it is decompressed.
import { gzipSync } from "node:zlib";
import { posted } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { Target } from "../../targets/target";
import type { LegacyFault as Fault } from "../legacy";

export const compressedBomb: Fault = {
  name: "compressed-bomb",
  category: "input",
  does: "Posts 10 kB of gzip that hold 10 MB of JSON.",
  surviving: "It is refused as the client's fault, and the server stays up.",
  survivedSince: 3,
  needs: ["post"],
  attack: (target) => rejectsAll(target, [bomb(target)]),
};

function bomb(target: Target) {
  const body = gzipSync(JSON.stringify({ name: "x".repeat(10_000_000) }));
  const { what, message } = posted(target, "10 MB in 10 kB of gzip", body);
  const headers = { ...message.headers, "Content-Encoding": "gzip" };
  return { what, message: { ...message, headers } };
}

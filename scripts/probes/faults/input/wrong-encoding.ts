// The fault of bodies in a charset or an encoding that nobody knows.

import { posted } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { Target } from "../../targets/target";
import { uniqueUser } from "../../targets/users";
import type { LegacyFault as Fault } from "../legacy";

export const wrongEncoding: Fault = {
  name: "wrong-encoding",
  category: "input",
  does: "Posts JSON in a charset, and in an encoding, that do not exist.",
  surviving: "Each is refused with 415.",
  survivedSince: 3,
  needs: ["post"],
  attack: (target) =>
    rejectsAll(target, [inCharset(target), inEncoding(target)], {
      by: [415],
    }),
};

function inCharset(target: Target) {
  const type = "application/json; charset=klingon";
  return posted(
    target,
    "an unknown charset",
    JSON.stringify(uniqueUser()),
    type,
  );
}

function inEncoding(target: Target) {
  const { what, message } = posted(target, "an unknown encoding", uniqueUser());
  const headers = { ...message.headers, "Content-Encoding": "rot13" };
  return { what, message: { ...message, headers } };
}

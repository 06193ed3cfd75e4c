// The fault of a body that is said to be something else than JSON.

import { posted } from "../../attempts";
import { rejectsAll } from "../../judge";
import { uniqueUser } from "../../targets/users";
import type { LegacyFault as Fault } from "../legacy";

export const wrongContentType: Fault = {
  name: "wrong-content-type",
  category: "input",
  does: "Posts JSON that is said to be text, a form, and XML.",
  surviving: "Each is refused with 415.",
  survivedSince: 3,
  needs: ["post"],
  attack(target) {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "text/xml",
    ];
    const attempts = types.map((type) =>
      posted(target, type, JSON.stringify(uniqueUser()), type),
    );
    return rejectsAll(target, attempts, { by: [415] });
  },
};

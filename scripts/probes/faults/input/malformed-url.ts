// The fault of a URL that cannot be decoded.
import { asked } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { LegacyFault as Fault } from "../legacy";

export const malformedUrl: Fault = {
  name: "malformed-url",
  category: "input",
  does: "Asks for paths whose percent signs are cut off or mean no character.",
  surviving:
    "Each is refused as the client's fault, and the refusal tells nothing of the inside.",
  survivedSince: 4,
  needs: ["read"],
  attack: (target) =>
    rejectsAll(
      target,
      ["%E0%A4%A", "%", "%ff"].map((id) =>
        asked(`the id ${id}`, `${target.routes.read}/${id}`),
      ),
      { discreet: true },
    ),
};

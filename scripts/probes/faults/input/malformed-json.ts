// The fault of a body that is said to be JSON, and is none.
import { posted } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { LegacyFault as Fault } from "../legacy";

export const malformedJson: Fault = {
  name: "malformed-json",
  category: "input",
  does: "Posts JSON that is cut off, a form that is said to be JSON, and null.",
  surviving:
    "Each is refused as the client's fault, the refusal tells nothing of the inside, and the server stays up.",
  survivedSince: 4,
  needs: ["post"],
  attack: (target) =>
    rejectsAll(
      target,
      [
        posted(target, "JSON that is cut off", '{"name":"Ada"'),
        posted(target, "a form that is said to be JSON", "name=Ada&age=36"),
        posted(target, "a body that is null", "null"),
      ],
      { discreet: true },
    ),
};

// The fault of fields that are of the right type, and make no sense.
import { signUpWith } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { LegacyFault as Fault } from "../legacy";

export const invalidFields: Fault = {
  name: "invalid-fields",
  category: "input",
  destructive: "if it falls",
  does: "Signs up without an e-mail, with one that is none, and with an empty name.",
  surviving: "Each is refused as the client's fault.",
  survivedSince: 6,
  needs: ["users"],
  attack: (target) =>
    rejectsAll(target, [
      signUpWith(target, "no e-mail", { email: undefined }),
      signUpWith(target, "an e-mail that is none", { email: "nobody" }),
      signUpWith(target, "an empty name", { name: "" }),
      signUpWith(target, "a name of 10 000 letters", {
        name: "A".repeat(10_000),
      }),
    ]),
};

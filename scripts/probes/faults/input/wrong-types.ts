// The fault of valid JSON whose members are of another type than they should be.
import { signUpWith } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { LegacyFault as Fault } from "../legacy";

export const wrongTypes: Fault = {
  name: "wrong-types",
  category: "input",
  does: "Signs up with a number, a list and an object for what should be text.",
  surviving: "Each is refused as the client's fault, and the server stays up.",
  survivedSince: 6,
  needs: ["users"],
  attack: (target) =>
    rejectsAll(target, [
      signUpWith(target, "a name that is an object", { name: { $gt: "" } }),
      signUpWith(target, "an e-mail that is a list", {
        email: ["a@b.example"],
      }),
      signUpWith(target, "a password that is a list", { password: [] }),
      signUpWith(target, "a password that is a number", { password: 1 }),
    ]),
};

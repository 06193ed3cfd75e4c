// The fault of credentials that cannot be read.
import type { LegacyFault as Fault } from "../legacy";
import { bearer, staysShut } from "./open-door";

export const brokenCredentials: Fault = {
  name: "broken-credentials",
  category: "identity",
  does: "Asks for the users with tokens that are none, and schemes that do not exist.",
  surviving: "Each is refused with 401, and none is an error inside.",
  survivedSince: 6,
  needs: ["read", "credentials"],
  attack: (target) =>
    staysShut(target, {
      "a token that is none": bearer("a.b.c"),
      "a token of dots": bearer(".."),
      "a token that is a header only": bearer("eyJhbGciOiJIUzI1NiJ9"),
      "no token": { Authorization: "Bearer" },
      "another scheme": { Authorization: "Basic YWRhOmFkYQ==" },
    }),
};

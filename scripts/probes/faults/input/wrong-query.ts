// The fault of query parameters that are no numbers, or absurd ones.
import { asked } from "../../attempts";
import { rejectsAll } from "../../judge";
import type { LegacyFault as Fault } from "../legacy";

export const wrongQuery: Fault = {
  name: "wrong-query",
  category: "input",
  does: "Asks for a page of abc, of -1 and of two users, in one request each.",
  surviving: "Each is refused as the client's fault.",
  survivedSince: 6,
  needs: ["users"],
  attack: (target) =>
    rejectsAll(target, [
      asked("?limit=abc", "/users?limit=abc"),
      asked("?limit=-1", "/users?limit=-1"),
      asked("?limit=1&limit=2", "/users?limit=1&limit=2"),
      asked("?before=x", "/users?before=x"),
    ]),
};

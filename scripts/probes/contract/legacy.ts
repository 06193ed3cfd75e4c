// The behaviours that are not in the catalogue yet, as probes of it.
import type { Probe, Setup } from "../probe";
import type { Behaviour } from "./behaviour";
import { bodies } from "./behaviours/bodies";
import { databases } from "./behaviours/database";
import { errors } from "./behaviours/errors";
import { headers } from "./behaviours/headers";
import { logging } from "./behaviours/logging";
import { sharedState } from "./behaviours/shared-state";
import { signUps } from "./behaviours/sign-ups";
import { users } from "./behaviours/users";

/** What is the same whether the users are in this process or in another. */
const usersAlone = [...users, ...signUps];

/** Those that start servers of their own come first: they take longest. */
const everything = [
  ...sharedState,
  ...databases,
  ...usersAlone,
  ...bodies,
  ...errors,
  ...headers,
  ...logging,
];

const plain: readonly Setup[] = ["plain", "store on PostgreSQL"];

export const legacyBehaviours: readonly Probe[] = [
  ...asProbes(usersAlone, [...plain, "split"]),
  ...asProbes(
    everything.filter((behaviour) => !usersAlone.includes(behaviour)),
    plain,
  ),
];

function asProbes(
  behaviours: readonly Behaviour[],
  setups: readonly Setup[],
): Probe[] {
  return behaviours.map((behaviour) => ({
    name: behaviour.name,
    category: "input",
    does: behaviour.name,
    outcomes: behaviour.outcomes,
    setups,
    attack: async ({ server }) => {
      if (behaviour.appliesTo && !behaviour.appliesTo(server.subject)) {
        return "";
      }
      return "check" in behaviour
        ? behaviour.check(server)
        : behaviour.checkStart(server.subject);
    },
    ...(behaviour.appliesTo && { appliesTo: behaviour.appliesTo }),
  }));
}

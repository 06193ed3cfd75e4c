// The behaviours that are not in the catalogue yet, as probes of it.
import type { Probe, Setup } from "../probe";
import type { Behaviour } from "./behaviour";
import { databases } from "./behaviours/database";
import { sharedState } from "./behaviours/shared-state";

/** Those that start servers of their own come first: they take longest. */
const everything = [...sharedState, ...databases];

const plain: readonly Setup[] = ["plain", "store on PostgreSQL"];

export const legacyBehaviours: readonly Probe[] = asProbes(everything, plain);

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

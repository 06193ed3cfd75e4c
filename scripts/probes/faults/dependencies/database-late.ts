// The fault of a database that starts after the server does.

import { Dependencies } from "../../targets/dependencies";
import { withServer } from "../../targets/step-server";
import { stepTarget } from "../../targets/step-target";
import type { Target } from "../../targets/target";
import type { Verdict } from "../../verdict";
import type { LegacyFault as Fault } from "../legacy";
import { recovers } from "./survives-outage";

export const databaseLate: Fault = {
  name: "database-late",
  category: "dependencies",
  does: "Starts the server while its database is down, and lets it through then.",
  surviving:
    "The server answers 503 until then, is well itself, and serves as soon as it can.",
  survivedSince: 7,
  needs: ["process", "postgres"],
  attack,
};

const hurt = {
  name: "DATABASE_URL",
  what: "is not there yet",
  right: [503],
} as const;

async function attack({ server: { subject } }: Target): Promise<Verdict> {
  const dependencies = await Dependencies.open();
  try {
    return await withServer(
      subject,
      { WORKERS: "1" },
      (server) => recovers(stepTarget(server, dependencies), hurt),
      (found) => {
        const given = dependencies.via(found);
        dependencies.of(hurt.name).proxy.cut();
        return given;
      },
    );
  } finally {
    dependencies.close();
  }
}

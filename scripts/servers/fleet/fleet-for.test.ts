// Proves that each step which wants nginx gets a template that exists.
import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { steps } from "../../../steps/steps";
import { fleetEnvironment } from "./fleet-for";

test.each(steps.filter(({ services }) => services.includes("nginx")))(
  "step $number has a template for nginx",
  (step) => {
    const { FLEET_TEMPLATE } = fleetEnvironment("server.ts", step, 2);

    expect(existsSync(String(FLEET_TEMPLATE))).toBe(true);
  },
);

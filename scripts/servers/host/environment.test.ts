// Checks that the environment names what a figure depends on.
import { expect, test } from "@jest/globals";
import { Environment, readEnvironment } from "./environment";

test("names the machine, Node and the installed packages", () => {
  const environment = Environment.parse(readEnvironment());
  expect(environment.node).toBe(process.version);
  expect(environment.packages.express).toMatch(/^5\./);
  expect(environment.packages.autocannon).toMatch(/^9\./);
});

// Proves that options which npm swallowed are noticed.
import { describe, expect, test } from "@jest/globals";
import { Command } from "commander";
import { UserError } from "../servers/host/user-error";
import { assertNpmKeptNothing } from "./swallowed-options";

const command = new Command("step")
  .argument("[step]")
  .option("--port <number>")
  .option("--env <NAME=value>")
  .option("--solution")
  .option("--json")
  .option("--no-watch");

function kept(environment: Record<string, string>, words: string[]) {
  return () => assertNpmKeptNothing(command, words, environment);
}

describe("options typed without -- before them", () => {
  test.each([
    [{ npm_config_solution: "true" }, ["3"], "--solution", "3 -- --solution"],
    [{ npm_config_watch: "" }, ["3"], "--no-watch", "3 -- --no-watch"],
    [{ npm_config_json: "true" }, [], "--json", "-- --json"],
    [{ npm_config_port: "3001" }, ["3"], "--port", "3 -- --port 3001"],
    [{ npm_config_port: "true" }, ["3", "1"], "--port", "3 -- --port 1"],
    [{ npm_config_port: "true" }, ["3"], "--port", "3 -- --port number"],
    [
      { npm_config_env: "true\n\ntrue" },
      ["3", "A=b", "C=d"],
      "--env",
      "3 -- --env A=b --env C=d",
    ],
    [
      { npm_config_solution: "true", npm_config_json: "true" },
      ["3"],
      "--solution and --json",
      "3 -- --solution --json",
    ],
  ])(
    "%j and %j are answered with the line to type",
    (env, words, name, line) => {
      expect(kept(env, words)).toThrow(
        new UserError(
          `npm kept ${name} for itself. Type: npm run step ${line}`,
        ),
      );
    },
  );

  test.each<Record<string, string>>([
    { npm_config_watch: "true" },
    { npm_config_json: "" },
    { npm_config_loglevel: "silent" },
    {},
  ])("%j is none of them", (environment) => {
    expect(kept(environment, ["3"])).not.toThrow();
  });
});

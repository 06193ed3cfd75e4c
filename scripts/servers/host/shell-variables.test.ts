// Proves that what the shell has set for other programs reaches nothing here.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const preload = join(__dirname, "shell-variables.js");

/** What is left of these variables where the preload has run. */
function leftOf(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const program = `console.log(JSON.stringify(process.env))`;
  const { stdout } = spawnSync(
    process.execPath,
    ["-r", preload, "-e", program],
    { encoding: "utf8", env: { PATH: process.env.PATH, ...given } },
  );
  const { PATH, ...left } = JSON.parse(stdout);
  return left;
}

describe("other programs' variables", () => {
  test("are set aside", () => {
    const left = leftOf({
      PGSSLMODE: "require",
      PGOPTIONS: "-c search_path=nowhere",
      TS_NODE_PROJECT: "/nonexistent/tsconfig.json",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
      HTTP_PROXY: "http://127.0.0.1:9",
      https_proxy: "http://127.0.0.1:9",
      ALL_PROXY: "http://127.0.0.1:9",
      NO_PROXY: "example.com",
      NODE_USE_ENV_PROXY: "1",
      NODE_CLUSTER_SCHED_POLICY: "none",
    });

    expect(left).toEqual({});
  });

  test("are not those that are meant for the workshop, or for every Node", () => {
    const kept = {
      NODE_ENV: "production",
      NODE_OPTIONS: "--stack-trace-limit=20",
      PORT: "3001",
      REDIS_URL: "redis://localhost",
    };

    expect(leftOf(kept)).toEqual(kept);
  });

  test("of PostgreSQL stay where the shell names a database as well", () => {
    const kept = { DATABASE_URL: "postgres://db.example.com", PGPASSWORD: "s" };

    expect(leftOf(kept)).toEqual(kept);
    expect(leftOf({ ...kept, DATABASE_URL: "" })).toEqual({ DATABASE_URL: "" });
  });
});

// Runs every test of the workshop: the tooling's, the steps' own, and the exercises'.
const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "\\.[jt]s$": ["@swc/jest", { jsc: { target: "es2023" } }] },
  // These two ship as ES modules only; everything else is left as it came.
  transformIgnorePatterns: ["/node_modules/(?!(jose|node-pg-migrate)/)"],
  modulePathIgnorePatterns: ["<rootDir>/.workshop/"],
};

/** @type {import("jest").Config} */
module.exports = {
  // A busy machine is no failure: what ends a test is an outcome, not a clock.
  testTimeout: 10 * 60_000,
  projects: [
    {
      ...shared,
      displayName: "workshop",
      testMatch: ["<rootDir>/{steps,scripts}/**/*.test.ts"],
      // Tiny exercises and steps, which the tooling's tests run themselves.
      testPathIgnorePatterns: ["/node_modules/", "/fixtures/"],
    },
    {
      ...shared,
      displayName: "exercises",
      testMatch: ["<rootDir>/exercises/**/*.test.ts"],
      resolver: "<rootDir>/scripts/exercises/overlay-resolver.js",
    },
  ],
};

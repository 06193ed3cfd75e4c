// Runs the tests that stand beside the modules.
/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/src/**/*.test.ts"],
  // Some start processes, which compile first: a slow machine is no failure.
  testTimeout: 120_000,
  transform: { "\\.[jt]s$": ["@swc/jest", { jsc: { target: "es2023" } }] },
  // {{#esModulesOnly}}
  // {{esModulesOnly}}: ES modules only, so compiled for Jest as well.
  transformIgnorePatterns: ["/node_modules/(?!({{esModulesPattern}})/)"],
  // {{/esModulesOnly}}
};

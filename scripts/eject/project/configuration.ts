// The configuration files of an ejected project: compiler, tests, ignored files.
import tsconfig from "../../../tsconfig.json";
import type { Server, SourceFile } from "../server";
import type { Manifest } from "./package-json";

/** Packages that ship as ES modules only, which Jest cannot load as they are. */
const esModulesOnly = ["jose"];

export function compilerConfiguration(): string {
  const { compilerOptions, "ts-node": tsNode } = tsconfig;
  return json({ compilerOptions, include: ["src"], "ts-node": tsNode });
}

/** What `npm run build` compiles: the server without its tests. */
export function buildConfiguration({ files }: Server): string {
  const support = files.filter((file) => file.test && !isTestFile(file));
  return json({
    extends: "./tsconfig.json",
    compilerOptions: {
      noEmit: false,
      rootDir: "src",
      outDir: "dist",
      sourceMap: true,
    },
    exclude: ["src/**/*.test.ts", ...support.map(({ path }) => path)],
  });
}

export function jestConfiguration(manifest: Manifest): string {
  const packages = { ...manifest.dependencies, ...manifest.devDependencies };
  const transformed = esModulesOnly.filter((name) => name in packages);
  const lines = [
    'testEnvironment: "node",',
    'testMatch: ["<rootDir>/src/**/*.test.ts"],',
    "// Some start processes, which compile first: a slow machine is no failure.",
    "testTimeout: 120_000,",
    'transform: { "\\\\.[jt]s$": ["@swc/jest", { jsc: { target: "es2023" } }] },',
    ...(transformed.length > 0 ? ignoring(transformed) : []),
  ];
  return `// Runs the tests that stand beside the modules.
/** @type {import("jest").Config} */
module.exports = {
${lines.map((line) => `  ${line}\n`).join("")}};
`;
}

function ignoring(names: readonly string[]): string[] {
  return [
    `// ${names.join(", ")}: ES modules only, so compiled for Jest as well.`,
    `transformIgnorePatterns: ["/node_modules/(?!(${names.join("|")})/)"],`,
  ];
}

export const gitIgnored = `node_modules/
dist/
coverage/
data/
.env
*.log
.DS_Store
`;

export const dockerIgnored = `node_modules
dist
coverage
data
.env
.git
*.log
*.md
Dockerfile
`;

/** Pretty JSON, as npm writes it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function isTestFile({ path }: SourceFile): boolean {
  return path.endsWith(".test.ts");
}

// How an endpoint is added to an ejected project, file by file, for its README.
import type { Step } from "../../../steps/steps";
import type { Server, SourceFile } from "../server";
import { filled } from "./template";

/** Empty for a step whose app does not take what it depends on, or has no guards. */
export function endpointGuide(step: Step, { files }: Server): string {
  const composed = files.filter(({ text }) => text.includes(" createApp({"));
  const root = composed.find(({ test }) => !test);
  const hasRoutes = files.some(({ path }) => path === "src/api-routes.ts");
  if (!root || !hasRoutes) return "";
  const hasDatabase = step.services.includes("postgres");
  return filled("endpoint.md", {
    database: hasDatabase,
    memory: !hasDatabase,
    storage: hasDatabase ? "postgres" : "memory",
    storageArguments: hasDatabase ? databaseIn(root) : "",
    root: root.path,
    environmentLine: /^const env = .*$/m.exec(root.text)?.[0] ?? "",
    appTest: composed.some(({ path }) => path === "src/app.test.ts"),
    apiKey: step.env?.API_KEY ?? "",
  });
}

/** As the module has it: under a name, or made where it is passed on. */
function databaseIn({ text }: SourceFile): string {
  return /\bdatabase\(pool\)/.exec(text)?.[0] ?? "db";
}

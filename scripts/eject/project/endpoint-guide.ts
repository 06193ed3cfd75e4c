// How an endpoint is added to an ejected project, file by file, for its README.
import type { Step } from "../../../steps/steps";
import type { Server, SourceFile } from "../server";
import { filled } from "./template";

/** Empty for a step whose app does not take what it depends on, or has no guards. */
export function endpointGuide(step: Step, { files }: Server): string {
  const root = files.find((file) => !file.test && composition.test(file.text));
  const has = (path: string) => files.some((file) => file.path === path);
  const appTest = files.find(
    ({ path, text }) =>
      path.endsWith(".test.ts") &&
      text.includes("createApp(") &&
      inTests.test(text),
  );
  if (!root || !has("src/api-routes.ts")) return "";
  const hasDatabase = step.services.includes("postgres");
  return filled("endpoint.md", {
    database: hasDatabase,
    memory: !hasDatabase,
    storage: hasDatabase ? "postgres" : "memory",
    storageArguments: hasDatabase ? databaseIn(root) : "",
    root: root.path,
    environmentLine: /^const env = .*$/m.exec(root.text)?.[0] ?? "",
    compositionLine: composition.exec(root.text)?.[0] ?? "",
    appTest: appTest?.path ?? "",
    appTestLine: inTests.exec(appTest?.text ?? "")?.[0] ?? "",
    indent: /^ */.exec(inTests.exec(appTest?.text ?? "")?.[0] ?? "")?.[0] ?? "",
    apiKey: step.env?.API_KEY ?? "",
  });
}

/** Where a composition root begins with what its app depends on. */
const composition = /^const (app = createApp\(|deps = )\{$/m;

/** Where a test does. */
const inTests = /^ *(return createApp\(|const deps = )\{$/m;

/** As the module has it: under a name, or made where it is passed on. */
function databaseIn({ text }: SourceFile): string {
  return /\bdatabase\(pool\)/.exec(text)?.[0] ?? "db";
}

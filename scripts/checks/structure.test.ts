// Proves that the tree is as CONTRIBUTING says, and that a broken one is caught.
import { describe, expect, test } from "@jest/globals";
import { writeTree } from "../servers/host/fixtures/write-tree";
import { root } from "../servers/host/paths";
import { filesWithoutHeader } from "./headers";
import {
  collidingModules,
  scriptsImportingUp,
  stepsImportingUp,
} from "./structure";

describe("steps import their own modules and lower steps' only", () => {
  test("here", () => {
    expect(stepsImportingUp(root)).toEqual([]);
  });

  test("and a step that does otherwise is named", () => {
    const broken = writeTree({
      "steps/01-a/server.ts": 'import "../02-b/server";',
      "steps/02-b/server.ts": `import "../01-a/server";
        import "../../scripts/servers/postgres";
        import "../../exercises/02-b/orders";
        import "../steps";
        const worker = join(__dirname, "..", "03-c", "server.ts");
        import "./missing";`,
      "steps/02-b/server.test.ts": `jest.mock("../03-c/server");
        import "../../scripts/servers/postgres";
        import "../../scripts/start";`,
      "steps/02-b/fixtures/database.ts":
        'import "../../../scripts/servers/postgres";',
      "steps/03-c/server.ts": 'import "../02-b/server";',
      "steps/steps.ts": "",
      "scripts/start.ts": "",
      "scripts/servers/postgres.ts": "",
      "exercises/02-b/orders.ts": "",
    });

    expect(stepsImportingUp(broken)).toEqual([
      "steps/01-a/server.ts:1 imports steps/02-b/server.ts, of a higher step",
      "steps/02-b/server.test.ts:1 imports steps/03-c/server.ts, of a higher step",
      "steps/02-b/server.test.ts:3 imports scripts/start.ts, which is of no step",
      "steps/02-b/server.ts:2 imports scripts/servers/postgres.ts, which is of no step",
      "steps/02-b/server.ts:3 imports exercises/02-b/orders.ts, which is of no step",
      "steps/02-b/server.ts:4 imports steps/steps.ts, which is of no step",
      "steps/02-b/server.ts:5 imports steps/03-c/server.ts, of a higher step",
      "steps/02-b/server.ts:6 imports ./missing, which is no file",
    ]);
  });
});

describe("the tooling's imports go down only", () => {
  test("here", () => {
    expect(scriptsImportingUp(root)).toEqual([]);
  });

  test("and a file that does otherwise is named", () => {
    const broken = writeTree({
      "scripts/cli/cli.ts": `import "../site/site";
        import "../../steps/steps";
        import "../../steps/01-a/server";`,
      "scripts/site/site.ts": 'import "../content/lesson";',
      "scripts/content/lesson.ts": 'import "../cli/cli";',
      "scripts/eject/a.ts": 'import "../exercises/b";',
      "scripts/eject/a.test.ts": 'import "../cli/cli";',
      "scripts/exercises/b.ts": 'import "../servers/find";',
      "scripts/exercises/process.js": `require("../../jest.config");
        require("../content/lesson");`,
      "scripts/servers/find.ts": 'import "../../steps/01-a/log-events";',
      "scripts/probes/restart.ts": `import "../../steps/01-a/log-events";
        import "../../steps/01-a/server";`,
      "scripts/bench/restart.ts": 'import "../../steps/01-a/log-events";',
      "scripts/bench/contenders/c.ts": 'import "../../../steps/01-a/server";',
      "scripts/site/assets/site.js": 'import("./address.js");',
      "jest.config.js": "",
      "steps/steps.ts": "",
      "steps/01-a/log-events.ts": "",
      "steps/01-a/server.ts": "",
    });

    expect(scriptsImportingUp(broken)).toEqual([
      "scripts/cli/cli.ts:3 imports steps/01-a/server.ts, which is not below it",
      "scripts/content/lesson.ts:1 imports scripts/cli/cli.ts, which is not below it",
      "scripts/eject/a.ts:1 imports scripts/exercises/b.ts, which is not below it",
      "scripts/exercises/process.js:2 imports scripts/content/lesson.ts, which is not below it",
      "scripts/probes/restart.ts:2 imports steps/01-a/server.ts, which is not below it",
      "scripts/servers/find.ts:1 imports steps/01-a/log-events.ts, which is not below it",
    ]);
  });
});

describe("no two modules of one server claim one place", () => {
  test("here", () => {
    expect(collidingModules(root)).toEqual([]);
  });

  test("and two that do are named", () => {
    const broken = writeTree({
      "steps/01-a/server.ts": 'import "./users/users";',
      "steps/01-a/users/users.ts": "",
      "steps/02-b/server.ts": `import "./users/users";
        import "../01-a/users/users";`,
      "steps/02-b/users/users.ts": "",
    });

    expect(collidingModules(broken)).toEqual([
      "steps/02-b: src/users/users.ts would be both " +
        "steps/01-a/users/users.ts and steps/02-b/users/users.ts",
    ]);
  });
});

describe("every long file opens with a sentence on its job", () => {
  test("here", () => {
    expect(filesWithoutHeader(root)).toEqual([]);
  });

  test("and a long one that does not, or one of a step, is named", () => {
    const long = "code();\n".repeat(40);
    const broken = writeTree({
      "steps/01-a/server.ts": "// Listens to requests.\nimport x;",
      "steps/01-a/bare.ts": 'import "./server";\n// Too late to say so.',
      "steps/01-a/short.test.ts": "import x;",
      "solutions/01-a/words.ts": `// no sentence\n${long}`,
      "exercises/01-a/marker.ts": `// TODO.\n${long}`,
      "exercises/01-a/short.ts": "// TODO.\nimport x;",
      "scripts/modules/fixtures/any.ts": long,
      "scripts/setup.js": `/* Sets things up. */\n${long}`,
    });

    expect(filesWithoutHeader(broken)).toEqual([
      "steps/01-a/bare.ts opens with no sentence",
      "exercises/01-a/marker.ts opens with no sentence",
      "solutions/01-a/words.ts opens with no sentence",
    ]);
  });
});

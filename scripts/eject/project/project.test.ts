// Proves what an ejected project consists of.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Service, type Step, steps } from "../../../steps/steps";
import { writeTree } from "../../servers/host/fixtures/write-tree";
import { twoSteps } from "../fixtures/two-steps";
import { materialise, serverOfStep } from "../server";
import { variablesOf } from "./environment";
import { extraFilesOf } from "./extra-files";
import { projectName } from "./package-json";
import { projectOf } from "./project";

const step: Step = {
  number: 2,
  slug: "two",
  title: "Two",
  idea: "The second idea.",
  services: [],
  minutes: { lesson: 1, exercise: 1 },
  exercise: "",
  env: { JWT_SECRET: "for-development", WORKERS: "2" },
};

function project(
  changed: Readonly<Record<string, string>> = {},
  services: readonly Service[] = [],
) {
  const folder = writeTree({ ...twoSteps, ...changed });
  const server = materialise(join(folder, "steps/02-two"), { tests: true });
  const files = projectOf({ ...step, services }, server, "my-api");
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** The same, with files of its own for other machines. */
function deployed(files: Readonly<Record<string, string>>) {
  const folder = writeTree({
    ...twoSteps,
    ...Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        `steps/02-two/${path}`,
        text,
      ]),
    ),
  });
  const stepFolder = join(folder, "steps/02-two");
  const server = materialise(stepFolder, { tests: true });
  const extraFiles = extraFilesOf(stepFolder);
  const written = projectOf(step, server, "my-api", extraFiles);
  return Object.fromEntries(written.map(({ path, text }) => [path, text]));
}

function json(text: string | undefined) {
  return JSON.parse(text ?? "");
}

describe("package.json", () => {
  test("has the packages of the modules, at exact versions, and no others", () => {
    const { dependencies } = json(project()["package.json"]);

    expect(Object.keys(dependencies)).toEqual(["express", "zod"]);
    expect(Object.values(dependencies).join(" ")).toMatch(/^[\d. ]+$/);
  });

  test("has the types of those packages, and what only tests import", () => {
    const { devDependencies } = json(
      project({
        "steps/01-one/users/sample.ts": 'import "supertest"; import "zod";',
      })["package.json"],
    );

    expect(Object.keys(devDependencies)).toEqual(
      expect.arrayContaining([
        "@types/express",
        "@types/supertest",
        "supertest",
        "typescript",
      ]),
    );
    expect(devDependencies).not.toHaveProperty("zod");
    expect(devDependencies).not.toHaveProperty("winston");
  });

  test("starts each composition root that no other module loads", () => {
    const { scripts } = json(
      project({ "steps/02-two/users-service.ts": "// Listens." })[
        "package.json"
      ],
    );

    expect(scripts).toMatchObject({
      dev: expect.stringContaining('"nodemon src/server.ts"'),
      start: "node dist/server.js",
      "dev:users-service": expect.stringContaining("src/users-service.ts"),
      "start:users-service": "node dist/users-service.js",
    });
    expect(Object.keys(scripts)).not.toContain("dev:worker");
  });

  test("says type errors beside the server that runs", () => {
    expect(json(project()["package.json"]).scripts.dev).toMatch(
      /^concurrently .* "tsc --watch --preserveWatchOutput"$/,
    );
  });

  test("refuses a package that the workshop does not install", () => {
    const changed = { "steps/02-two/worker.ts": 'import "left-pad";' };

    expect(() => project(changed)).toThrow("imports left-pad");
  });
});

describe("a project with services", () => {
  const sql = {
    "steps/02-two/server.ts": "run(join(__dirname, 'migrations'));",
    "steps/02-two/migrations/001.sql": "SELECT 1;",
    "steps/02-two/server.test.ts":
      "/** @jest-environment ./scripts/servers/services/jest/with-postgres.ts */",
  };

  test("has a compose file, and its URLs", () => {
    const files = project(sql, ["postgres", "store"]);

    expect(files["compose.yaml"]).toContain("image: postgres:18");
    expect(files["compose.yaml"]).toContain("image: redis:8");
    expect(files[".env.example"]).toMatch(/^DATABASE_URL=postgres:.*5432/m);
    expect(files[".env.example"]).toMatch(/^REDIS_URL=redis:.*6379$/m);
    expect(files["README.md"]).toContain("docker compose up --wait");
    expect(project()).not.toHaveProperty("compose.yaml");
  });

  test("says where its services are for a container, of which none is at localhost", () => {
    const text = project(sql, ["postgres", "store"])["README.md"];

    expect(text).toContain("-e DATABASE_URL=postgres://app:app@postgres:5432");
    expect(text).toContain("-e REDIS_URL=redis://redis:6379 \\\n");
    expect(project()["README.md"]).not.toContain("--network");
  });

  test("says what to do without Docker", () => {
    const both = project(sql, ["postgres", "store"])["README.md"];
    const one = project(sql, ["postgres"])["README.md"];

    expect(both).toContain(
      "your own PostgreSQL, and of your Redis or Valkey into",
    );
    expect(both).toContain("Without `REDIS_URL`, ");
    expect(one).toContain("your own PostgreSQL into `.env`");
    expect(one).not.toContain("REDIS_URL");
    expect(project()["README.md"]).not.toContain("Without Docker");
  });

  test("builds with its migrations", () => {
    const { scripts } = json(project(sql)["package.json"]);

    expect(scripts.build).toContain(
      "cpSync('src/migrations','dist/migrations'",
    );
  });

  test("leaves behind the tests that need the workshop's services", () => {
    expect(project(sql)).not.toHaveProperty(["src/server.test.ts"]);
  });
});

describe("a project for other machines", () => {
  const files = {
    "deploy/Dockerfile": "# The image.\nFROM node",
    "deploy/kubernetes/service.yaml": "# One name. And more.\nkind: Service",
    "deploy/deploy.test.ts": "// Proves the files above.",
    "nginx/site.template": "# One address.\n",
    "contrasts.json": "{}",
    "README.md": "# The lesson",
  };

  test("has the step's files where these look for one another", () => {
    const written = deployed(files);

    expect(written["deploy/kubernetes/service.yaml"]).toContain("Service");
    expect(written["nginx/site.template"]).toBe("# One address.\n");
    expect(written).not.toHaveProperty(["contrasts.json"]);
    expect(Object.keys(written).join()).not.toContain("deploy.test.ts");
  });

  test("has one Dockerfile, which its README builds", () => {
    const written = deployed(files);

    expect(written).not.toHaveProperty(["Dockerfile"]);
    expect(written["README.md"]).toContain("docker build -f deploy/Dockerfile");
    expect(deployed({})["README.md"]).toContain("docker build -t my-api");
  });

  test("has those of earlier steps, where it has none of its own", () => {
    const folder = writeTree({
      "steps/01-one/nginx/site.template": "# Of one.\n",
      "steps/01-one/deploy/node.service": "# Of one.\n",
      "steps/02-two/deploy/node.service": "# Of two.\n",
      "steps/03-three/nginx/site.template": "# Of three.\n",
    });

    expect(extraFilesOf(join(folder, "steps/02-two"))).toEqual(
      expect.arrayContaining([
        { path: "nginx/site.template", text: "# Of one.\n" },
        { path: "deploy/node.service", text: "# Of two.\n" },
      ]),
    );
  });

  test("says of each file what it is", () => {
    const text = deployed(files)["README.md"];

    expect(text).toContain(
      "| [`deploy/kubernetes/service.yaml`](deploy/kubernetes/service.yaml) | One name. |",
    );
    expect(deployed({})["README.md"]).not.toContain("On other machines");
  });
});

describe("jest.config.js", () => {
  test("compiles a package that ships as ES modules, where one is used", () => {
    const jose = { "steps/02-two/worker.ts": 'import "jose";' };

    expect(project(jose)["jest.config.js"]).toContain("(?!(jose)/)");
    expect(project()["jest.config.js"]).not.toContain("jose");
  });
});

describe("tsconfig.build.json", () => {
  test("leaves out tests and what only they need", () => {
    const { exclude } = json(project()["tsconfig.build.json"]);

    expect(exclude).toEqual(["src/**/*.test.ts", "src/users/sample.ts"]);
  });
});

describe(".env.example", () => {
  const example = (worker: string) =>
    project({ "steps/02-two/worker.ts": worker })[".env.example"];

  test("gives what the step asks for, and comments out the defaults", () => {
    const lines = example("process.env.PORT ?? 3000")?.split("\n");

    expect(lines).toContain("# PORT=3000");
    expect(lines).toContain("JWT_SECRET=for-development");
    expect(lines).not.toContain("# HOST=127.0.0.1");
  });

  test("asks for secrets of one's own, where something is secret", () => {
    const text = example("process.env.PORT");

    expect(text).toContain("# JWT_SECRET: for development. Elsewhere make");
  });

  test("has a variable that nobody described as well", () => {
    expect(example("process.env.MY_OWN")).toContain("\n# MY_OWN=\n");
  });
});

test("no step makes up users unless it is told to", () => {
  const defaults = steps.map((it) =>
    variablesOf(serverOfStep(it)).find(({ name }) => name === "SEED_USERS"),
  );

  for (const found of defaults) expect(found?.byDefault).toBe("0");
});

describe("Dockerfile", () => {
  test("keeps the data of a server that writes files", () => {
    const writing = { "steps/02-two/worker.ts": "process.env.DATA_DIR" };

    expect(project(writing).Dockerfile).toContain("VOLUME /app/data");
    expect(project().Dockerfile).not.toContain("VOLUME");
  });
});

describe("README.md", () => {
  test("says of each module what it is for and where it was introduced", () => {
    const text = project()["README.md"];

    expect(text).toContain(
      "| [`src/server.ts`](src/server.ts) | Listens. | 02-two |",
    );
    expect(text).toContain(
      "| [`src/users/read-users.ts`](src/users/read-users.ts) | Reads users. | 01-one |",
    );
    expect(text).not.toContain("read-users.test.ts");
  });
});

test.each([
  ["/home/me/my-api", "my-api"],
  ["/home/me/My API", "my-api"],
  ["/home/me/.hidden", "hidden"],
  ["/home/me/Überblick", "berblick"],
  ["/home/me/日本", "my-api"],
  ["/", "my-api"],
])("the project in %s is called %s", (directory, name) => {
  expect(projectName(directory)).toBe(name);
});

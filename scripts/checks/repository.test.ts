// Proves that the files for editors, containers and CI keep up with the workshop.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { directoryName, steps } from "../../steps/steps";
import { root } from "../servers/host/paths";

const read = (file: string) => readFileSync(join(root, file), "utf8");

describe("the editor", () => {
  const offered = steps.map(({ number, title }) => ({
    label: `${number} ${title}`,
    value: String(number),
  }));

  test.each(["launch", "tasks"])("offers every step in %s.json", (file) => {
    const { inputs } = JSON.parse(read(`.vscode/${file}.json`));

    expect(inputs).toMatchObject([{ id: "number", options: offered }]);
  });

  test("debugs the tests of the chosen exercise, and of no other", () => {
    const { configurations } = JSON.parse(read(".vscode/launch.json"));
    const pattern = configurations
      .flatMap(({ args = [] }: { args?: string[] }) => args)
      .find((word: string) => word.startsWith("exercises/"));
    const folders = steps.map((step) => `/exercises/${directoryName(step)}/`);

    const reached = steps.map(({ number }) => {
      const filled = pattern.replace(`\${input:number}`, String(number));
      return folders.filter((folder) => new RegExp(filled).test(folder));
    });

    expect(reached).toEqual(folders.map((folder) => [folder]));
  });
});

describe("CI", () => {
  const { jobs } = parse(read(".github/workflows/test.yml"));

  test("tests the oldest Node that package.json allows, and the pinned one", () => {
    const { engines } = JSON.parse(read("package.json"));
    const [oldest] = /\d+\.\d+/.exec(engines.node) ?? [];
    const { node } = jobs.platforms.strategy.matrix;

    expect(node).toContain(oldest);
    expect(node).toContain(read(".nvmrc").trim());
  });

  test("has the services that the container for developers has", () => {
    const services = ["chromium", "nginx", "redis-server"];
    const places = [".ci/run", ".devcontainer/Dockerfile"].map(read);

    for (const service of services) {
      for (const text of places) expect(text).toContain(` ${service}`);
    }
  });
});

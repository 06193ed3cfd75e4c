// Proves what the words of the command line choose, and what they are refused.
import { describe, expect, test } from "@jest/globals";
import { chooseContrasts, contrastsOfReference, type Typed } from "./choose";

function chosen(typed: Partial<Typed>): string[] {
  return chooseContrasts({ first: undefined, second: undefined, ...typed }).map(
    ({ a, b, workload }) => `${workload.name}: ${b.name} / ${a.name}`,
  );
}

describe("what is chosen", () => {
  test.each([
    [{ first: "3" }, ["list: step 3 / step 2"]],
    [{ first: "middleware" }, ["list: step 3 / step 2"]],
    [{ first: "1", second: "6" }, ["list: step 6 / step 1"]],
    [{ first: "3", second: "3" }, ["list: step 3 again / step 3"]],
    [{ first: "2", second: "3" }, ["list: step 3 / step 2"]],
    [{ first: "3", workload: "report" }, ["report: step 3 / step 2"]],
    [{ first: "6", workload: "flood" }, ["flood: step 6 / step 5"]],
    [
      { first: "3", url: "http://127.0.0.1:4000" },
      ["list: your server / step 3"],
    ],
    [{ exercise: "2" }, ["orders-bystander: your answer / the solution"]],
    [
      { first: "blueprint" },
      [
        "list: step 14, one worker / bare Express",
        "list: step 14, one worker / Fastify with equal features",
        "list: step 14, one worker / Fastify, tuned as well",
        "list: step 14, one worker / step 13, one worker",
        "list: step 14, one worker / Express, ready body",
        "list: Express as usual / bare Express",
      ],
    ],
  ])("%j: %j", (typed, contrasts) => {
    expect(chosen(typed)).toEqual(contrasts);
  });

  test("a further contrast gets the time of a main one if it is asked for", () => {
    const ranks = (typed: Partial<Typed>) =>
      chooseContrasts({ first: "7", ...typed }).map(({ rank }) => rank);

    expect(ranks({})).toEqual(["main", "further", "main"]);
    expect(ranks({ workload: "list" })).toEqual(["main"]);
  });

  test("any two steps carry the changes of all between them", () => {
    const [contrast] = chooseContrasts({ first: "1", second: "6" });
    const changed = contrast?.changes.flatMap(({ differences }) => differences);
    expect(changed).toEqual(
      expect.arrayContaining(["header x-request-id", "header ratelimit"]),
    );
  });
});

test("the reference of one step is what the whole journey has of it", () => {
  const names = contrastsOfReference("13").map(
    ({ a, b, workload }) => `${workload.name}: ${b.name} / ${a.name}`,
  );
  expect(names).toEqual([
    "list: step 13 / step 12",
    "node-death: two nodes / one node",
    "list: two nodes / one node",
  ]);
});

describe("one line instead, for", () => {
  test.each([
    [{ first: "1" }, "npm run bench 1 2"],
    [{ first: "99" }, 'There is no step "99"'],
    [{ first: "pieces", second: "3" }, "npm run bench pieces"],
    [{ first: "pieces", workload: "list" }, "npm run bench pieces"],
    [{ first: "3", workload: "lst" }, "--workload list"],
    [{ exercise: "4" }, "Exercise 4 is no server"],
    [{ workload: "sign-up" }, "No step declares sign-up"],
    [{ first: "3", url: "https://127.0.0.1" }, "is not an address of a server"],
    [{ first: "3", url: "4000" }, "is not an address of a server"],
    [{ first: "3", url: "http://example.com" }, "--this-server-is-mine"],
    [{ first: "3", url: "http://127.0.0.1.example.com" }, "another machine"],
    [{ first: "3", url: "http://localhost:1", workload: "sign-up" }, "traces"],
  ])("%j", (typed, words) => {
    expect(() => chosen(typed)).toThrow(words);
  });
});

test.each([
  "http://localhost:4000",
  "http://127.0.0.1:4000/",
  "http://127.8.9.1",
  "http://[::1]:4000",
])("%s is this machine", (url) => {
  expect(chosen({ first: "3", url })).toHaveLength(1);
});

test("another machine is allowed to whoever says that it is theirs", () => {
  const url = "http://example.com";
  const [contrast] = chooseContrasts({
    first: "3",
    second: undefined,
    url,
    thisServerIsMine: true,
  });
  expect(contrast?.b).toMatchObject({ kind: "url", url });
});

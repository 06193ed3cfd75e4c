// Proves how faults are done to a server that nobody starts again, and that what is said of known servers is true.
import { afterEach, describe, expect, test } from "@jest/globals";
import fastify from "fastify";
import { chooseFaults } from "../catalogue";
import { explore } from "../own/explore";
import { closeAll, listening, serving } from "../own/fixtures/listening";
import { OwnServerFile } from "../own/own-server";
import type { Fault } from "../probe";
import { fell, survived, type Verdict } from "../verdict";
import { type DoneToOwn, runOnOwn } from "./run-on-own";

afterEach(closeAll);

async function doneTo(
  url: string,
  faults: readonly Fault[],
  said: Readonly<Record<string, unknown>> = {},
): Promise<DoneToOwn[]> {
  const server = await explore(OwnServerFile.parse({ url, ...said }));
  const done: DoneToOwn[] = [];
  const { signal } = new AbortController();
  await runOnOwn(server, faults, {
    signal,
    onOutcome: (one) => done.push(one),
  });
  return done;
}

function fault(
  name: string,
  attack: () => Promise<Verdict> | Verdict,
  more: Partial<Fault> = {},
): Fault {
  return {
    ...{ name, category: "input", does: "", surviving: "", outcomes: {} },
    survivedSince: 1,
    attack: async () => attack(),
    ...more,
  };
}

const shop = serving(({ route }) => {
  if (/^GET \/(lamps|chairs)?$/.test(route)) return [200, []];
  return /^POST \/(lamps|chairs)$/.test(route) ? [201, { id: 1 }] : [404];
});
const routes = ["GET /lamps", "POST /lamps", "POST /chairs"];

describe("a fault", () => {
  test("is done on each route that it is about, and tells which fell", async () => {
    const verdicts = [survived("refused"), fell("leaked", "a stack")];
    const each = fault("each", () => verdicts.shift() ?? survived(""), {
      needs: ["post"],
    });

    const [done] = await doneTo(await listening(shop), [each], { routes });

    expect(done?.outcome).toEqual(fell("leaked", "a stack (POST /chairs)"));
    expect(done?.fallen).toEqual([
      { route: "POST /chairs", how: "leaked", observed: "a stack" },
    ]);
  });

  test("that sends bodies comes behind those that do not", async () => {
    const body = fault("body", () => survived(""), { needs: ["post"] });
    const path = fault("path", () => survived(""), { needs: ["read"] });

    const done = await doneTo(await listening(shop), [body, path], { routes });

    expect(done.map((one) => one.fault.name)).toEqual(["path", "body"]);
  });

  test("is not done where the user has left it out, or the server has ended", async () => {
    const end = fault("end", () => {
      closeAll();
      return fell("crashed", "no answer");
    });
    const next = fault("next", () => survived(""));
    const left = fault("left", () => survived(""));

    const done = await doneTo(await listening(shop), [end, left, next], {
      ...{ routes, skip: { left: "it is known" } },
    });

    expect(done.map(({ outcome }) => outcome.observed)).toEqual([
      "no answer; and is gone",
      "left out: it is known",
      expect.stringMatching(/^not run: the server was no longer well/),
    ]);
  });
});

test("what breaks a route for everybody has felled the server, and is the last", async () => {
  let isBroken = false;
  const url = await listening(
    serving(({ route }) => {
      if (route === "GET /health") return [200];
      if (route === "GET /lamps") return [isBroken ? 500 : 200, []];
      return route === "POST /lamps" ? [201, { id: 1 }] : [404];
    }),
  );
  const stored = fault(
    "stored",
    () => {
      isBroken = true;
      return survived("201");
    },
    { needs: ["post"] },
  );
  const next = fault("next", () => survived(""), { needs: ["post"] });

  const done = await doneTo(url, [stored, next], {
    routes: ["GET /lamps", "POST /lamps"],
  });

  expect(done.map(({ outcome }) => outcome.observed)).toEqual([
    expect.stringContaining("GET /lamps answers 500 ever since"),
    "not run: GET /lamps answers 500 since stored",
  ]);
});

describe("of Fastify it is said that it", () => {
  test.each([
    ["request-smuggling", "survived"],
    ["nested-json", "survived"],
    ["wrong-encoding", "wrong answer"],
  ])("comes out of %s as: %s", async (name, words) => {
    const app = fastify();
    const text = { type: "string" };
    const body = {
      ...{ type: "object", required: ["text"], properties: { text } },
      additionalProperties: false,
    };
    app.get("/notes", async () => []);
    app.post("/notes", { schema: { body } }, async (request, reply) =>
      reply.code(201).send(request.body),
    );
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    try {
      const [done] = await doneTo(url, chooseFaults({ fault: name }), {
        routes: ["GET /notes", "POST /notes"],
      });
      const outcome = done?.outcome;
      const how = outcome?.verdict === "fell" ? outcome.how : outcome?.verdict;

      expect(how).toBe(words);
    } finally {
      await app.close();
    }
  });
});

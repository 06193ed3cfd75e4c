// Proves that what a server can be asked is found out by asking, and that nothing is taken for a route that is none.
import { afterEach, describe, expect, test } from "@jest/globals";
import { chooseFaults } from "../catalogue";
import { explore } from "./explore";
import { closeAll, listening, serving } from "./fixtures/listening";
import { OwnServerFile } from "./own-server";

afterEach(closeAll);

async function exploredAt(
  url: string,
  said: Readonly<Record<string, unknown>> = {},
) {
  const server = await explore(OwnServerFile.parse({ url, ...said }));
  const { reads, posts, refused } = server.routes;
  return {
    server,
    reads: reads.map(({ path }) => path),
    posts,
    refused,
  };
}

describe("routes are found", () => {
  test("by what the first page names, and by Allow", async () => {
    const url = await listening(
      serving(({ route }) => {
        if (route === "GET /") return [200, { all: "/lamps" }];
        if (route === "GET /lamps") return [200, []];
        if (route === "OPTIONS /lamps") {
          return [204, {}, { Allow: "GET, POST" }];
        }
        return route === "POST /lamps" ? [201, {}] : [404];
      }),
    );

    const { reads, posts } = await exploredAt(url);

    expect(reads).toEqual(["/lamps", "/"]);
    expect(posts.map(({ path }) => path)).toEqual(["/lamps"]);
  });

  test("in an OpenAPI document, with a body of its schema", async () => {
    const schema = {
      type: "object",
      required: ["text", "email", "count"],
      properties: {
        text: { type: "string" },
        email: { type: "string", format: "email" },
        count: { type: "integer", minimum: 3 },
        done: { type: "boolean" },
      },
    };
    const content = {
      "application/json": { schema: { $ref: "#/components/schemas/Note" } },
    };
    const document = {
      openapi: "3.1.0",
      paths: { "/notes": { get: {}, post: { requestBody: { content } } } },
      components: { schemas: { Note: schema } },
    };
    const url = await listening(
      serving(({ route, body }) => {
        if (route === "GET /openapi.json") return [200, document];
        if (route === "GET /notes") return [200, []];
        const isRight = /@/.test(String(body?.email)) && body?.count === 3;
        return route === "POST /notes" ? [isRight ? 201 : 400] : [404];
      }),
    );

    const { server, reads, posts } = await exploredAt(url);

    expect(reads).toEqual(["/notes"]);
    expect(posts).toEqual([
      { path: "/notes", body: expect.objectContaining({ count: 3 }) },
    ]);
    expect(server.target.has("sample")).toBe(true);
    expect(server.target.sample()).not.toEqual(server.target.sample());
  });

  test("not where a POST is answered as a GET is, by a server that looks at no method", async () => {
    const url = await listening(serving(() => [200, { hello: "there" }]));

    const { posts } = await exploredAt(url);

    expect(posts).toEqual([]);
  });

  test("and of a guessed body only what the server keeps", async () => {
    const url = await listening(
      serving(({ route, body }) => {
        if (route === "GET /todos") return [200, []];
        if (route !== "POST /todos") return [404];
        return body?.title ? [201, { id: 1, title: body.title }] : [400];
      }),
    );

    const { posts } = await exploredAt(url);

    expect(posts).toEqual([
      { path: "/todos", body: { title: "Fault {{unique}}" } },
    ]);
  });
});

test("users are found where they are signed up and listed, wherever that is", async () => {
  const users: object[] = [];
  const url = await listening(
    serving(({ route, body }) => {
      if (/^GET \/api\/users(\?|$)/.test(route)) return [200, users];
      if (route !== "POST /api/users") return [404];
      users.push({ id: users.length + 1, ...body });
      return [201, users.at(-1)];
    }),
  );

  const { server } = await exploredAt(url);
  const [fault] = chooseFaults({ fault: "taken-email" });
  const targets = fault ? server.applying(fault) : "";

  expect(server.usersPath).toBe("/api/users");
  expect(targets).toEqual([expect.objectContaining({ route: "/api/users" })]);
});

describe("a server that wants credentials", () => {
  const closed = serving(({ route, headers }) => {
    if (route === "GET /health") return [200];
    if (route === "POST /login") return [200, { data: { accessToken: "abc" } }];
    if (headers.authorization !== "Bearer abc") return [401];
    return route === "GET /orders" ? [200, []] : [404];
  });

  test("is not taken for one that refuses what is wrong", async () => {
    const url = await listening(closed);

    const { server, refused } = await exploredAt(url, {
      routes: ["GET /orders", "POST /orders"],
    });

    expect(refused).toEqual(["GET /orders (401)", "POST /orders (401)"]);
    expect(server.target.has("post")).toBe(false);
    expect(server.reason("post")).toContain("refuses POST /orders (401)");
  });

  test("is asked with the token of a login", async () => {
    const url = await listening(closed);

    const { server, reads } = await exploredAt(url, {
      routes: ["GET /orders"],
      login: { path: "/login", body: { user: "ada" } },
    });

    expect(reads).toEqual(["/orders"]);
    expect(server.routes.reads[0]?.isClosed).toBe(true);
    expect(server.target.has("credentials")).toBe(true);
  });

  test("is told what a login answered that did not work", async () => {
    const url = await listening(closed);

    await expect(
      exploredAt(url, { login: { path: "/sign-in", body: {} } }),
    ).rejects.toThrow("The login did not work: POST /sign-in answers 401.");
  });
});

test("a server that answers, and nothing with 200, is running", async () => {
  const url = await listening(serving(() => [404]));

  await expect(exploredAt(url)).rejects.toThrow(
    /answers, but none of .* with 200. Name a route that does: --path/,
  );
});

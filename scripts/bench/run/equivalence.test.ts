// Proves which answers count as the same, and which differences as explained.
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  type KnownServer,
  knownServer,
  refusingUrl,
} from "../generator/fixtures/known-servers";
import {
  type Answer,
  checkEquivalence,
  differences,
  type EquivalenceOptions,
} from "./equivalence";

const answer = (changes: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: new Map([["content-type", "application/json"]]),
  body: { id: 1, createdAt: "2026-01-01" },
  ...changes,
});
const strict: Pick<EquivalenceOptions, "volatile" | "shapeOnly"> = {
  volatile: [],
  shapeOnly: false,
};
const names = (a: Answer, b: Answer, options = strict): string[] =>
  differences(a, b, options).map(({ name }) => name);

describe("two answers", () => {
  test("are the same if nothing differs but what differs by nature", () => {
    const one = answer({ headers: new Map([["date", "1"]]) });
    const other = answer({ headers: new Map([["date", "2"]]) });
    expect(names(one, other)).toEqual([]);
  });

  test("differ by status, body and header", () => {
    const headers = new Map([["content-type", "text/html"]]);
    expect(names(answer(), answer({ status: 500, body: "", headers }))).toEqual(
      ["status", "body", "header content-type"],
    );
  });

  test("differ where only one has a header", () => {
    const headers = new Map([...answer().headers, ["x-request-id", "7"]]);
    expect(differences(answer(), answer({ headers }), strict)).toEqual([
      {
        name: "header x-request-id",
        words: "header x-request-id: none against 7",
      },
    ]);
  });

  test("may differ in members that differ by nature, and no others", () => {
    const options = { volatile: ["createdAt"], shapeOnly: false };
    const later = answer({ body: { id: 1, createdAt: "2027" } });
    const another = answer({ body: { id: 2, createdAt: "2027" } });
    expect(names(answer(), later, options)).toEqual([]);
    expect(names(answer(), another, options)).toEqual(["body"]);
  });

  test("of a server with data of its own are compared by shape", () => {
    const options = { volatile: [], shapeOnly: true };
    const html = new Map([["content-type", "text/html"]]);
    expect(names(answer(), answer({ body: [] }), options)).toEqual([]);
    expect(names(answer(), answer({ headers: html }), options)).toEqual([
      "header content-type",
    ]);
  });
});

describe("checkEquivalence", () => {
  const servers: KnownServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((one) => one.close())));

  async function serve(head: string): Promise<string> {
    const server = await knownServer(({ socket }) =>
      socket.write(`HTTP/1.1 ${head}\r\nContent-Length: 2\r\n\r\n{}`),
    );
    servers.push(server);
    return server.url;
  }
  const options: EquivalenceOptions = {
    ...strict,
    headers: {},
    changes: [{ differences: ["header x-new"], why: "step 2 adds it" }],
  };
  const check = (a: string, b: string): Promise<unknown> =>
    checkEquivalence(
      { name: "step 1", url: a },
      { name: "step 2", url: b },
      [{ name: "page", path: "/page" }],
      options,
    );

  test("returns what is explained", async () => {
    const [a, b] = [await serve("200 OK"), await serve("200 OK\r\nX-New: 1")];
    expect(await check(a, b)).toEqual([
      { difference: "header x-new", why: "step 2 adds it" },
    ]);
  });

  test("refuses what is not", async () => {
    const [a, b] = [await serve("200 OK"), await serve("200 OK\r\nX-Other: 1")];
    await expect(check(a, b)).rejects.toThrow(
      "step 2 answers GET /page otherwise than step 1, and nothing explains it: header x-other: none against 1.",
    );
  });

  test("refuses an answer that the workload does not expect", async () => {
    const [a, b] = [await serve("401 No"), await serve("401 No")];
    await expect(check(a, b)).rejects.toThrow(
      "step 1 answers GET /page with 401: no figure.",
    );
  });

  test("names a side that does not answer", async () => {
    const url = await refusingUrl();
    await expect(check(await serve("200 OK"), url)).rejects.toThrow(
      `step 2 does not answer at ${url}.`,
    );
  });
});

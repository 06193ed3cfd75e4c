// Proves the mix of kinds, their placeholders, and the bytes they become.
import { describe, expect, test } from "@jest/globals";
import { RequestKind } from "./plan";
import { countUp, RequestSource, toBytes } from "./request-source";

const page = RequestKind.parse({ name: "page", path: "/users", weight: 9 });
const user = RequestKind.parse({ name: "user", path: "/users/{{1..3}}" });
const signUp = RequestKind.parse({
  name: "sign-up",
  method: "POST",
  path: "/users",
  body: '{"name":"Zoë {{n}}","email":"zoe{{n}}@example.com"}',
});

const names = (seed: number): string[] => {
  const source = new RequestSource([page, user], seed);
  return Array.from({ length: 1000 }, () => source.next().kind.name);
};

describe("RequestSource", () => {
  test("mixes kinds by their weights", () => {
    const users = names(1).filter((name) => name === "user").length;
    // 100 expected; five standard deviations are 47.
    expect(users).toBeGreaterThan(53);
    expect(users).toBeLessThan(147);
  });

  test("repeats the mix of a seed", () => {
    expect(names(5)).toEqual(names(5));
    expect(names(5)).not.toEqual(names(6));
  });

  test("gives {{n}} the same number throughout a request, and never again", () => {
    const source = new RequestSource([signUp], 1);
    const [one, two] = [source.next(), source.next()];
    expect(one.body).toBe('{"name":"Zoë 1","email":"zoe1@example.com"}');
    expect(two.body).toContain("zoe2@");
  });

  test("shares its numbers with the other streams of a run", () => {
    const serial = countUp();
    const bodies = [1, 2].map(
      (seed) => new RequestSource([signUp], seed, serial).next().body,
    );
    expect(bodies[0]).not.toBe(bodies[1]);
  });

  test("gives {{1..3}} every number of the range", () => {
    const source = new RequestSource([user], 1);
    const paths = Array.from({ length: 100 }, () => source.next().path);
    expect([...new Set(paths)].sort()).toEqual([
      "/users/1",
      "/users/2",
      "/users/3",
    ]);
  });
});

describe("toBytes", () => {
  test("writes a request without a body", () => {
    const request = new RequestSource([page], 1).next();
    expect(toBytes(request, "localhost:1", "keep-alive").toString()).toBe(
      "GET /users HTTP/1.1\r\nHost: localhost:1\r\n\r\n",
    );
  });

  test("counts the body's bytes, not its letters", () => {
    const request = new RequestSource([signUp], 1).next();
    expect(toBytes(request, "h", "new-per-request").toString()).toBe(
      "POST /users HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" +
        "Content-Type: application/json\r\nContent-Length: 44\r\n\r\n" +
        '{"name":"Zoë 1","email":"zoe1@example.com"}',
    );
  });

  test("keeps the headers that a kind gives", () => {
    const kind = { ...signUp, headers: { "content-type": "text/{{n}}" } };
    const request = new RequestSource([kind], 1).next();
    const text = toBytes(request, "h", "keep-alive").toString();
    expect(text).toContain("\r\ncontent-type: text/1\r\n");
    expect(text).not.toContain("application/json");
  });
});

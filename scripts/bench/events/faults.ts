// The requests of the fault storm: each is wrong in one way that the wild knows.
import type { RequestKind } from "../generator/plan";

export type Fault = Pick<RequestKind, "name" | "method" | "path"> &
  Partial<Pick<RequestKind, "headers" | "body">>;

const ada = {
  name: "Ada",
  email: "ada@storm.example",
  password: "long enough",
};

const post = (
  name: string,
  body: string,
  type = "application/json",
): Fault => ({
  name,
  method: "POST",
  path: "/users",
  headers: { "Content-Type": type },
  body,
});

const get = (name: string, path: string): Fault => ({
  name,
  method: "GET",
  path,
});

export const faults: readonly Fault[] = [
  post("JSON that is cut off", '{"name":"Ada"'),
  post("JSON that is none", "name=Ada&email=ada"),
  post("a body that is null", "null"),
  post("an empty body", ""),
  post("no password", JSON.stringify({ ...ada, password: undefined })),
  post("a password that is a number", JSON.stringify({ ...ada, password: 1 })),
  post("a password that is a list", JSON.stringify({ ...ada, password: [] })),
  post("a prototype in the body", '{"__proto__":{"admin":true}}'),
  post("another content type", JSON.stringify(ada), "text/plain"),
  post("an unknown charset", "{}", "application/json; charset=klingon"),
  post("a body of 200 KB", JSON.stringify({ name: "A".repeat(200_000) })),
  get("a path that cannot be decoded", "/users/%E0%A4%A"),
  get("an id that is none", "/users/abc"),
  get("a user that is not", "/users/999999"),
  get("a route that is not", "/admin"),
  { name: "a method that is not", method: "DELETE", path: "/users" },
  get("a time zone that is not", "/reports/signups?timeZone=Nowhere"),
  get("a list in the query", "/users?limit=1&limit=2"),
];

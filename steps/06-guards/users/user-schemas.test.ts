// Proves what a valid request about users is.
import { describe, expect, test } from "@jest/globals";
import { Credentials, PageQuery, SignUp, UserParams } from "./user-schemas";

const eve = { name: "Eve", email: "eve@example.com", password: "12345678" };

describe("a sign-up", () => {
  test("is brought into one form", () => {
    const typed = { ...eve, name: "  Eve ", email: "Eve@Example.COM" };

    expect(SignUp.parse(typed)).toEqual(eve);
  });

  test("keeps its password as it was typed", () => {
    const password = "  Spaces Count  ";

    expect(SignUp.parse({ ...eve, password }).password).toBe(password);
  });

  test("loses every other member", () => {
    expect(SignUp.parse({ ...eve, id: 1, admin: true })).toEqual(eve);
  });

  test.each([
    ["no name", { ...eve, name: " " }],
    ["a name that is too long", { ...eve, name: "x".repeat(101) }],
    ["a name that is an object", { ...eve, name: { $gt: "" } }],
    ["an e-mail that is none", { ...eve, email: "eve" }],
    ["two e-mails", { ...eve, email: ["a@b.example", "c@d.example"] }],
    ["an e-mail that is too long", { ...eve, email: longEmail() }],
    ["a password of seven characters", { ...eve, password: "1234567" }],
    [
      "a password that takes long to hash",
      { ...eve, password: "x".repeat(257) },
    ],
    ["nothing in it", {}],
    ["no object", null],
  ])("is refused with %s", (_name, body) => {
    expect(SignUp.safeParse(body).success).toBe(false);
  });
});

describe("credentials", () => {
  test("find an e-mail however it is written", () => {
    const typed = { email: "EVE@example.com", password: "12345678" };

    expect(Credentials.parse(typed).email).toBe("eve@example.com");
  });
});

describe("a page", () => {
  test.each([{}, { limit: "1" }, { limit: "100", before: "7" }])(
    "may be asked for by %j",
    (query) => {
      expect(PageQuery.safeParse(query).success).toBe(true);
    },
  );

  test.each([
    ...[{ limit: "-1" }, { limit: "0" }, { limit: "101" }, { limit: "1.5" }],
    ...[{ limit: "many" }, { limit: ["1", "2"] }, { before: "0" }],
    ...[{ before: "Infinity" }, { before: "x" }],
  ])("is refused by %j", (query) => {
    expect(PageQuery.safeParse(query).success).toBe(false);
  });
});

test.each(["0", "-1", "1.5", "first", "__proto__", ""])(
  "a user's id is refused where it is %j",
  (id) => {
    expect(UserParams.safeParse({ id }).success).toBe(false);
  },
);

function longEmail(): string {
  return `${"x".repeat(60)}@${"y".repeat(60)}.${"z".repeat(60)}.${"w".repeat(60)}.${"v".repeat(20)}.example`;
}

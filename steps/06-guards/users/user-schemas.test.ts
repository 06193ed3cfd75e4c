// Proves what a valid request about users is.
import { describe, expect, test } from "@jest/globals";
import { Credentials, PageQuery, SignUp, UserParams } from "./user-schemas";

const eve = { name: "Eve", email: "eve@example.com", password: "12345678" };

describe("a sign-up", () => {
  test("is brought into one form", () => {
    const typed = { ...eve, name: "  Eve ", email: "Eve@Example.COM" };

    expect(SignUp.parse(typed)).toEqual(eve);
  });

  test("is one, whichever keyboard typed it", () => {
    const composed = { name: "Zo\u00eb", password: "na\u00efvet\u00e9s!" };
    const decomposed = { name: "Zoe\u0308", password: "nai\u0308vete\u0301s!" };

    const parsed = SignUp.parse({ ...eve, ...decomposed });

    expect(parsed).toEqual(SignUp.parse({ ...eve, ...composed }));
  });

  test.each(["José", "Nguyễn Thị", "می‌خواهم", "山田 太郎", "👩‍🚀", "O'Hara"])(
    "may have the name %s",
    (name) => {
      expect(SignUp.parse({ ...eve, name }).name).toBe(name.normalize("NFC"));
    },
  );

  test.each([
    ...["o'hara@example.com", "a!b/c=d@example.com", "a+b@example.museum"],
    ...["ivan@xn--80akhbyknj4f.xn--p1ai", "root@localhost", "x@1.example"],
  ])("may have the e-mail %s", (email) => {
    expect(SignUp.parse({ ...eve, email }).email).toBe(email);
  });

  test.each([
    ...["@example.com", "eve@", "eve@example..com", "eve@-example.com"],
    ...["eve@example-.com", "e ve@example.com", "<eve@example.com>"],
    ...["eve@example.com\n", "eve@example.com,eve@example.org"],
    // Those whose small letters are another's address.
    ...["\u212aim@example.com", "eve@example.\u212aim"],
  ])("may not have the e-mail %j", (email) => {
    expect(SignUp.safeParse({ ...eve, email }).success).toBe(false);
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
    ["a name of nothing to see", { ...eve, name: "\u200b\u2060" }],
    ["a name of a letter that is empty", { ...eve, name: "\u3164" }],
    ["a name in two lines", { ...eve, name: "Eve\nroot" }],
    ["a name that a terminal obeys", { ...eve, name: "Eve\u001b[2J" }],
    ["a name that turns round", { ...eve, name: "\u202eevE" }],
    ["a name with half a character", { ...eve, name: "Eve \ud83d" }],
    ["a password with half a character", { ...eve, password: "1234567\ud800" }],
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
  test("is the first one, of twenty users, by default", () => {
    expect(PageQuery.parse({})).toEqual({ limit: 20, before: Infinity });
  });

  test("is parsed to numbers", () => {
    const query = { limit: "100", before: "7" };

    expect(PageQuery.parse(query)).toEqual({ limit: 100, before: 7 });
  });

  test.each([
    ...[{ limit: "-1" }, { limit: "0" }, { limit: "101" }, { limit: "1.5" }],
    ...[{ limit: "many" }, { limit: ["1", "2"] }, { before: "0" }],
    ...[{ before: "Infinity" }, { before: "x" }, { before: "9".repeat(16) }],
    ...[{ limit: "0x10" }, { limit: "1e1" }, { limit: " 1" }, { limit: "01" }],
    ...[{ limit: "" }, { limit: "+1" }, { limit: "1.0" }, { limit: "1\n" }],
  ])("is refused by %j", (query) => {
    expect(PageQuery.safeParse(query).success).toBe(false);
  });
});

test.each([
  ...["0", "-1", "1.5", "first", "__proto__", "", "0x1", " 1", "1\n", "01"],
])("a user's id is refused where it is %j", (id) => {
  expect(UserParams.safeParse({ id }).success).toBe(false);
});

function longEmail(): string {
  return `${"x".repeat(60)}@${"y".repeat(60)}.${"z".repeat(60)}.${"w".repeat(60)}.${"v".repeat(20)}.example`;
}

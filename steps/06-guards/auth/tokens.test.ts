// Proves that only a sound token of ours tells who somebody is.
import { describe, expect, test } from "@jest/globals";
import { SignJWT, UnsecuredJWT } from "jose";
import { tokens } from "./tokens";

const secret = "a-secret-of-32-bytes-or-even-more";
const { issue, verify } = tokens(secret);

/** As the module signs them, but for what the test changes. */
function sign(change: (jwt: SignJWT) => SignJWT, key = secret, alg = "HS256") {
  const jwt = new SignJWT()
    .setProtectedHeader({ alg })
    .setSubject("7")
    .setIssuer("express-at-scale")
    .setExpirationTime("1h");
  return change(jwt).sign(new TextEncoder().encode(key));
}

describe("a token", () => {
  test("brings back whom it was issued for", async () => {
    expect(await verify(await issue("7"))).toBe("7");
  });

  test("ends a quarter of an hour after it was issued", async () => {
    const [, payload = ""] = (await issue("7")).split(".");

    const { iat, exp } = JSON.parse(
      Buffer.from(payload, "base64url").toString(),
    );

    expect(exp - iat).toBe(15 * 60);
  });

  test("is accepted where another process of ours has signed it", async () => {
    expect(await verify(await sign((jwt) => jwt))).toBe("7");
  });
});

describe("a token is refused", () => {
  test.each<[string, () => Promise<string>]>([
    ["that has expired", () => sign((jwt) => jwt.setExpirationTime("-1s"))],
    ["of another issuer", () => sign((jwt) => jwt.setIssuer("else"))],
    ["signed with another key", () => sign((jwt) => jwt, `${secret}!`)],
    [
      "by another algorithm",
      () => sign((jwt) => jwt, secret.repeat(2), "HS512"),
    ],
    ["that is not valid yet", () => sign((jwt) => jwt.setNotBefore("1h"))],
    ["that is for nobody", async () => forNobody()],
    ["that never expires", async () => withoutEnd()],
    ["without a signature", async () => unsigned()],
    ["that somebody has altered", async () => altered(await issue("7"))],
    ["that is not one", async () => "a.b.c"],
    ["that is empty", async () => ""],
  ])("%s", async (_name, make) => {
    await expect(verify(await make())).rejects.toThrow();
  });
});

function forNobody(): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("express-at-scale")
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
}

function withoutEnd(): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("7")
    .setIssuer("express-at-scale")
    .sign(new TextEncoder().encode(secret));
}

function unsigned(): string {
  return new UnsecuredJWT()
    .setSubject("7")
    .setIssuer("express-at-scale")
    .setExpirationTime("1h")
    .encode();
}

function altered(token: string): string {
  const [header, , signature] = token.split(".");
  const payload = { sub: "1", iss: "express-at-scale", exp: 9_999_999_999 };
  const encoded = Buffer.from(JSON.stringify(payload)).toString("base64url");
  return [header, encoded, signature].join(".");
}

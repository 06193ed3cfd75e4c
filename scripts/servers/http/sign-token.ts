// Signs JSON Web Tokens, sound and unsound, without the library that the servers use.
import { createHmac } from "node:crypto";

export interface Claims {
  readonly sub: string;
  readonly iss: string;
  /** In seconds. */
  readonly exp?: number | undefined;
}

/** RFC 7519; the algorithm `none` has an empty signature. */
export function signToken(
  claims: Claims,
  secret: string,
  algorithm: string,
): string {
  const parts = [{ alg: algorithm, typ: "JWT" }, claims];
  const signed = parts.map(encode).join(".");
  const signature =
    algorithm === "none"
      ? ""
      : createHmac("sha256", secret).update(signed).digest("base64url");
  return `${signed}.${signature}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

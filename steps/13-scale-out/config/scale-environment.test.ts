// Proves which proxies can be named, and that "everybody" is none of them.
import { expect, test } from "@jest/globals";
import { ScaleEnvironment } from "./scale-environment";

const others = {
  API_KEY: "k".repeat(8),
  JWT_SECRET: "s".repeat(32),
  DATABASE_URL: "postgres://localhost/app",
};

function trusted(TRUST_PROXY?: string): readonly string[] | "refused" {
  const parsed = ScaleEnvironment.safeParse({ ...others, TRUST_PROXY });
  return parsed.success ? parsed.data.TRUST_PROXY : "refused";
}

test.each([
  [undefined, []],
  ["", []],
  ["loopback", ["loopback"]],
  ["10.0.0.0/8, 192.0.2.1", ["10.0.0.0/8", "192.0.2.1"]],
  ["fd00::/8", ["fd00::/8"]],
])("%j is %j", (typed, expected) => {
  expect(trusted(typed)).toEqual(expected);
});

test.each(["true", "1", "*", "10.0.0.0/33", "nginx", "10.0.0.0/8/8"])(
  "%j is refused",
  (typed) => {
    expect(trusted(typed)).toBe("refused");
  },
);

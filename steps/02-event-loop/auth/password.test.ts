// Proves that passwords are hashed so that only the same one is accepted again.
import { describe, expect, test } from "@jest/globals";
import { SEED_PASSWORD, seedUsers } from "../../01-naive/users/seed-users";
import { hashPassword, verifyPassword } from "./password";

describe("a password's hash", () => {
  test("is a salt and a key, both hexadecimal", async () => {
    expect(await hashPassword("correct horse")).toMatch(
      /^[0-9a-f]{32}:[0-9a-f]{64}$/,
    );
  });

  test("differs each time, because the salt does", async () => {
    const [one, other] = await Promise.all([
      hashPassword("correct horse"),
      hashPassword("correct horse"),
    ]);

    expect(one).not.toBe(other);
  });

  test("is rejected, and not thrown, where the password is missing", async () => {
    // @ts-expect-error: what a request without one leads to
    const hashing = hashPassword(undefined);

    await expect(hashing).rejects.toThrow();
  });
});

describe("verifying a password", () => {
  test("accepts the one that the hash was made from", async () => {
    const stored = await hashPassword("pässwörd");

    expect(await verifyPassword("pässwörd", stored)).toBe(true);
  });

  test("refuses any other", async () => {
    const stored = await hashPassword("correct horse");

    expect(await verifyPassword("Correct horse", stored)).toBe(false);
  });

  test.each(["", "no colon", ":", "00:", "00:abcd"])(
    "refuses all where the stored hash is damaged: %j",
    async (stored) => {
      expect(await verifyPassword("correct horse", stored)).toBe(false);
    },
  );

  test("accepts the seed users' password", async () => {
    const [{ passwordHash = "" } = {}] = seedUsers(1);

    expect(await verifyPassword(SEED_PASSWORD, passwordHash)).toBe(true);
  });
});

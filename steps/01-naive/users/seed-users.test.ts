// Proves that the seed users are the same ones every time, any number of them.
import { describe, expect, test } from "@jest/globals";
import { seedUsers } from "./seed-users";

describe("seed users", () => {
  test("are the same each time", () => {
    expect(seedUsers(50)).toEqual(seedUsers(50));
  });

  test("start with the same ones, however many there are", () => {
    expect(seedUsers(200).slice(0, 3)).toEqual(seedUsers(3));
  });

  test("have ids from 1, e-mails of their own, and signed up in that order", () => {
    const users = seedUsers(1000);

    const times = users.map((user) => user.createdAt);
    expect(users.map((user) => user.id)).toEqual(users.map((_, i) => i + 1));
    expect(new Set(users.map((user) => user.email)).size).toBe(1000);
    expect(times).toEqual(times.toSorted());
  });

  test("may be none", () => {
    expect(seedUsers(0)).toEqual([]);
  });
});

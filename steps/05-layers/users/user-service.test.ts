// Proves the rules about users without a server, a file or a hash.
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { StoredUser } from "../../01-naive/users/seed-users";
import { HttpError } from "../../04-errors/errors/http-error";
import type { UserRepository } from "./user-repository";
import { type UserService, userService } from "./user-service";

const ada: StoredUser = {
  id: 1,
  name: "Ada",
  email: "ada@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
  passwordHash: "secret",
};

/** The storage that the service asks for: here, an array. */
function arrayRepository(users: StoredUser[]): UserRepository {
  return {
    list: async ({ limit }) => users.toReversed().slice(0, limit),
    find: async (id) => users.find((user) => user.id === id),
    findByEmail: async (email) => users.find((user) => user.email === email),
    signUpTimes: async () => users.map((user) => user.createdAt),
    async add(details) {
      const user = { id: users.length + 1, ...details };
      users.push(user);
      return user;
    },
  };
}

let stored: StoredUser[];
let service: UserService;
beforeEach(() => {
  stored = [ada];
  service = userService({
    repository: arrayRepository(stored),
    hashPassword: async (password) => `hash of ${password}`,
    now: () => new Date("2026-02-03T04:05:06Z"),
  });
});

const eve = { name: "Eve", email: "eve@example.com", password: "12345678" };

describe("signing up", () => {
  test("stores the hash, and shows the user without it", async () => {
    const user = await service.signUp(eve);

    const createdAt = "2026-02-03T04:05:06.000Z";
    const shown = { id: 2, name: "Eve", email: eve.email, createdAt };
    expect(user).toEqual(shown);
    expect(stored[1]).toEqual({ ...shown, passwordHash: "hash of 12345678" });
  });

  test("takes nothing that the client makes up", async () => {
    const made = { ...eve, id: 1, createdAt: "1970", passwordHash: "x" };

    const user = await service.signUp(made);

    const createdAt = "2026-02-03T04:05:06.000Z";
    expect(user).toMatchObject({ id: 2, createdAt });
    expect(stored[1]?.passwordHash).toBe("hash of 12345678");
  });

  test("is refused where the e-mail is known, and stores nothing", async () => {
    const signingUp = service.signUp({ ...eve, email: ada.email });

    await expect(signingUp).rejects.toThrow(HttpError);
    await expect(signingUp).rejects.toMatchObject({
      status: 409,
      code: "email_taken",
    });
    expect(stored).toEqual([ada]);
  });
});

describe("asking for a user", () => {
  test("shows it without its hash", async () => {
    const { passwordHash, ...shown } = ada;

    expect(await service.get(1)).toEqual(shown);
  });

  test.each([2, Number.NaN])("is a 404 where there is none: %d", async (id) => {
    await expect(service.get(id)).rejects.toMatchObject({
      status: 404,
      code: "user_not_found",
    });
  });
});

describe("asking for a page", () => {
  test("shows the users without their hashes", async () => {
    await service.signUp(eve);

    const page = await service.list({ limit: 2, before: Infinity });

    expect(page.map((user) => user.name)).toEqual(["Eve", "Ada"]);
    expect(JSON.stringify(page)).not.toMatch(/secret|hash/);
  });
});

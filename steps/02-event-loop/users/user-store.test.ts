// Proves that the store keeps what it acknowledged, in order, and nothing else.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { seedUsers } from "../../01-naive/users/seed-users";
import { UserStore } from "./user-store";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "user-store-"));
  file = join(folder, "data", "users.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(seeds = 5): UserStore {
  return new UserStore(file, () => seedUsers(seeds));
}

function details(name: string) {
  const createdAt = "2026-01-01T00:00:00.000Z";
  return { name, email: `${name}@example.com`, createdAt, passwordHash: "a:b" };
}

function idsIn(store: UserStore): number[] {
  return store.all().map((user) => user.id);
}

describe("opening a store", () => {
  test("creates the file and its folder from the seed", () => {
    const store = open();

    expect(idsIn(store)).toEqual([1, 2, 3, 4, 5]);
    expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(5);
  });

  test("reads the file and leaves the seed alone where there is one", async () => {
    await open().add(details("eve"));

    const store = new UserStore(file, () => {
      throw new Error("seeded again");
    });

    expect(idsIn(store)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(store.find(6)?.name).toBe("eve");
  });

  test("drops a last line that a crash has cut off, and goes on behind it", async () => {
    open();
    appendFileSync(file, '{"id":6,"name":"cut o');

    await open().add(details("eve"));

    expect(idsIn(open())).toEqual([1, 2, 3, 4, 5, 6]);
    expect(open().find(6)?.name).toBe("eve");
  });

  test("refuses a file that is damaged elsewhere, instead of losing it", () => {
    open();
    appendFileSync(file, "not JSON\n");

    expect(() => open()).toThrow(SyntaxError);
    expect(readFileSync(file, "utf8")).toContain("not JSON");
  });

  test("starts empty, with id 1, where nothing is seeded", async () => {
    expect((await open(0).add(details("eve"))).id).toBe(1);
  });
});

describe("a page", () => {
  const ids = (limit: number, before: number) =>
    open()
      .list({ limit, before })
      .map((user) => user.id);

  test("holds the newest first", () => {
    expect(ids(3, Number.POSITIVE_INFINITY)).toEqual([5, 4, 3]);
  });

  test("goes on before the last id of the page before", () => {
    expect(ids(3, 3)).toEqual([2, 1]);
  });

  test("is empty before the first id", () => {
    expect(ids(3, 1)).toEqual([]);
  });

  test("leaves the store's own order alone", () => {
    const store = open();

    store.list({ limit: 1, before: Number.POSITIVE_INFINITY });

    expect(idsIn(store)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("finding a user", () => {
  test("goes by id, or by e-mail as it was written", () => {
    const store = open();

    const [first] = seedUsers(1);
    expect(store.find(1)).toEqual(first);
    expect(store.findByEmail("ada.allen.1@example.com")).toEqual(first);
  });

  test("comes to nothing where there is none", () => {
    const store = open();

    expect(store.find(Number.NaN)).toBeUndefined();
    expect(store.findByEmail("nobody@example.com")).toBeUndefined();
  });
});

describe("adding a user", () => {
  test("has it in the file before it is acknowledged", async () => {
    const { id } = await open().add(details("eve"));

    expect(open().find(id)).toEqual({ id, ...details("eve") });
  });

  test("many times at once loses none, and writes them in order", async () => {
    const store = open();
    const names = Array.from({ length: 50 }, (_, index) => `eve${index}`);

    const added = await Promise.all(
      names.map((name) => store.add(details(name))),
    );

    expect(new Set(added.map((user) => user.id)).size).toBe(50);
    expect(
      open()
        .all()
        .slice(5)
        .map((user) => user.name),
    ).toEqual(names);
  });

  test("rejects and keeps nothing where it cannot be written", async () => {
    const store = open();
    renameSync(file, `${file}.away`);
    mkdirSync(file);

    await expect(store.add(details("eve"))).rejects.toThrow("EISDIR");

    expect(store.findByEmail("eve@example.com")).toBeUndefined();
  });

  test("works again after a write that failed, also for those that waited", async () => {
    const store = open();
    rmSync(join(folder, "data"), { recursive: true });
    const failing = store.add(details("eve"));
    await expect(failing).rejects.toThrow("ENOENT");
    mkdirSync(join(folder, "data"));

    const [one, two] = await Promise.all([
      store.add(details("one")),
      store.add(details("two")),
    ]);

    expect(existsSync(file)).toBe(true);
    expect([one.name, two.name]).toEqual(["one", "two"]);
    expect(one.id).not.toBe(two.id);
  });
});

// Proves that the store writes one user at a time, by holding its writes back.
import { mkdtempSync, rmSync } from "node:fs";
import files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { UserStore } from "./user-store";

const folder = mkdtempSync(join(tmpdir(), "user-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ends the oldest write that is under way, well or badly. */
type End = (error?: Error) => void;
const inFlight: End[] = [];
jest.spyOn(files, "appendFile").mockImplementation(
  () =>
    new Promise<void>((resolve, reject) => {
      inFlight.push((error) => (error ? reject(error) : resolve()));
    }),
);

const details = {
  name: "Eve",
  email: "eve@example.com",
  createdAt: "2026-01-01T00:00:00.000Z",
  passwordHash: "a:b",
};

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test("a write starts when the one before has ended, however that ended", async () => {
  const store = new UserStore(join(folder, "users.ndjson"), () => []);

  const first = store.add(details);
  const second = store.add(details);
  await settle();
  expect(inFlight).toHaveLength(1);
  expect(store.all()).toEqual([]);

  inFlight[0]?.(new Error("disk full"));
  await expect(first).rejects.toThrow("disk full");
  await settle();
  expect(inFlight).toHaveLength(2);

  inFlight[1]?.();
  expect(await second).toEqual({ id: 2, ...details });
  expect(store.all()).toEqual([{ id: 2, ...details }]);
});

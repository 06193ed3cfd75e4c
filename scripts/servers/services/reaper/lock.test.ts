// Proves that of those who would be the reaper of a service, one is, however they meet.
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { newAddress, removeAddress } from "../../host/local-socket";
import { useState } from "../fixtures/state";
import { type Holder, readHolder, takeLock } from "./lock";

useState();

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens, as a reaper does before it takes the lock. */
async function candidate(): Promise<Holder> {
  const address = newAddress("test");
  const server = createServer((socket) => socket.destroy());
  servers.push(server.on("close", () => removeAddress(address)));
  await once(server.listen(address), "listening");
  return { pid: process.pid, address };
}

async function winners(service: string): Promise<Holder[]> {
  const candidates = await Promise.all([1, 2, 3, 4, 5].map(candidate));
  const won = await Promise.all(
    candidates.map((holder) => takeLock(service, holder)),
  );
  return candidates.filter((_, index) => won[index]);
}

const files = () =>
  readdirSync(join(process.env.WORKSHOP_STATE ?? "", "services"));

describe("of several who take the lock at once", () => {
  test("one has it, and everybody sees which", async () => {
    const [winner, ...others] = await winners("first");

    expect(others).toEqual([]);
    expect(readHolder("first")).toEqual(winner);
  });

  test("one has it after the death of the last, and nothing piles up", async () => {
    for (let round = 1; round <= 3; round += 1) {
      const [winner, ...others] = await winners("again");
      expect(others).toEqual([]);
      expect(readHolder("again")).toEqual(winner);
      for (const server of servers.splice(0)) server.close();
    }

    expect(files().filter((name) => name.startsWith("again"))).toEqual([
      "again.3.json",
    ]);
  });

  test("one has it, where the last file cannot be read", async () => {
    writeFileSync(
      join(process.env.WORKSHOP_STATE ?? "", "services", "odd.7.json"),
      "{",
    );

    expect(await winners("odd")).toHaveLength(1);
    expect(files()).toContain("odd.8.json");
  });

  test("each service has its own", async () => {
    expect(await takeLock("one", await candidate())).toBe(true);
    expect(await takeLock("other", await candidate())).toBe(true);
    expect(await takeLock("other", await candidate())).toBe(false);
  });
});

// Proves that what killed tests leave behind is dropped, and nothing else.
import { describe, expect, test } from "@jest/globals";
import {
  endAllAfterEach,
  endOfPostgres,
  query,
  use,
} from "../fixtures/postgres";
import { useState } from "../fixtures/state";
import { withDatabase } from "./connect";
import { newName } from "./databases";

useState();
endAllAfterEach();

const yesterday = () => new Date(Date.now() - 24 * 60 * 60 * 1000);

async function names(url: string): Promise<unknown> {
  const [row] = await query(
    url,
    "SELECT array_agg(datname::text) AS names FROM pg_database WHERE datname LIKE 'workshop%'",
  );
  return row;
}

describe("databases of tests that were killed", () => {
  test("are dropped once they are old, by whoever makes the next", async () => {
    const { service, url } = await use();
    await query(url, `CREATE DATABASE ${newName(yesterday())}`);
    const young = newName(new Date());
    await query(url, `CREATE DATABASE ${young}`);
    await query(url, "CREATE DATABASE workshop_tmp_of_somebody");

    const next = await service.temporaryDatabase();

    const own = new URL(next.url).pathname.slice(1);
    expect(await names(url)).toEqual({
      names: expect.arrayContaining([young, own, "workshop_tmp_of_somebody"]),
    });
    expect(await names(url)).toMatchObject({ names: { length: 3 } });
  });

  test("are dropped at the next start", async () => {
    const first = await use();
    const old = newName(yesterday());
    await first.service.createDatabase(old);
    await first.service.stop();

    const { url } = await use();

    expect(await names(url)).not.toMatchObject({
      names: expect.arrayContaining([old]),
    });
  });

  test("stay while somebody is connected, however old", async () => {
    const { service, url } = await use();
    const old = newName(yesterday());
    await query(url, `CREATE DATABASE ${old}`);
    await endOfPostgres(withDatabase(url, old));

    await service.temporaryDatabase();

    expect(await names(url)).toMatchObject({
      names: expect.arrayContaining([old]),
    });
  });
});

// Proves that the migrations run once, however many processes start together.
import { expect, test } from "@jest/globals";
import { memoryLogger } from "../../03-middleware/logging/fixtures/memory-logger";
import { useTemporaryDatabase } from "./fixtures/temporary-database";
import { migrate } from "./migrate";

const temporary = useTemporaryDatabase({ migrated: false });

test("five at once apply each migration once, and all find the tables", async () => {
  const { logger, entries } = memoryLogger();

  const counts = await Promise.all(
    Array.from({ length: 5 }, () =>
      temporary.withClient(async (client) => {
        await migrate(client, { logger });
        const { rows } = await client.query(
          "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM user_events) AS rows",
        );
        return rows[0]?.rows;
      }),
    ),
  );

  expect(counts).toEqual(["0", "0", "0", "0", "0"]);
  expect(entries.map(({ migration }) => migration)).toEqual([
    "001_users",
    "002_user_events",
  ]);
});

test("a second start finds nothing to do", async () => {
  const { logger, entries } = memoryLogger();

  await temporary.withClient((client) => migrate(client, { logger }));

  expect(entries).toEqual([]);
});

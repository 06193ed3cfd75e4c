// Prepares what all processes share: tables, and users in them.
import type { Logger } from "winston";
import type { z } from "zod";
import { migrate } from "../../07-database/db/migrate";
import { keepPreparing, type Preparation } from "../../07-database/db/prepare";
import { loadUsers } from "../../07-database/users/load-users";
import { prepareStore } from "../../09-shared-state/store/prepare-store";
import type { ShutdownEnvironment } from "../config/shutdown-environment";

export function prepareDatabase(
  env: z.infer<typeof ShutdownEnvironment>,
  logger: Logger,
): Preparation {
  return keepPreparing(env.DATABASE_URL, {
    logger,
    prepare: async (client) => {
      await migrate(client, { logger });
      if (!env.REDIS_URL) await prepareStore(client, { logger });
      await loadUsers(client, env.SEED_USERS);
    },
  });
}

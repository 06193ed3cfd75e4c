// Where the database is, and how many connections to it this server may hold.
import { z } from "zod";
import { GuardEnvironment } from "../../06-guards/config/guard-environment";

export const DatabaseEnvironment = GuardEnvironment.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Of all processes of this server together: PostgreSQL allows 100 in all. */
  DATABASE_CONNECTIONS: z.coerce.number().int().positive().default(10),
});

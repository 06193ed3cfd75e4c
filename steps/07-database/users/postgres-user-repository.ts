// Stores the users in PostgreSQL, behind the repository interface of step 5.
import type { StoredUser } from "../../01-naive/users/seed-users";
import { HttpError } from "../../04-errors/errors/http-error";
import type { UserRepository } from "../../05-layers/users/user-repository";
import type { Database } from "../db/database";
import { violates } from "../db/database-error";

interface UserRow {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly created_at: Date;
  readonly password_hash: string;
}

export function postgresUserRepository(database: Database): UserRepository {
  return {
    // The index of the primary key leads to the first row of the page, and the
    // next ones follow in order: the page costs the same at any size of table.
    async list({ limit, before }) {
      const rows = await database.query<UserRow>(
        // bigint: an id too large for the column's type must not be an error.
        "SELECT * FROM users WHERE id < $1::bigint ORDER BY id DESC LIMIT $2",
        [Math.min(before, Number.MAX_SAFE_INTEGER), limit],
      );
      return rows.map(toStoredUser);
    },

    async find(id) {
      const [row] = await database.query<UserRow>(
        "SELECT * FROM users WHERE id = $1::bigint",
        [id],
      );
      return row && toStoredUser(row);
    },

    async findByEmail(email) {
      const [row] = await database.query<UserRow>(
        "SELECT * FROM users WHERE email = $1",
        [email],
      );
      return row && toStoredUser(row);
    },

    async signUpTimes() {
      const rows = await database.query<Pick<UserRow, "created_at">>(
        "SELECT created_at FROM users",
      );
      return rows.map((row) => row.created_at.toISOString());
    },

    // One transaction: never a user without the record of the sign-up, nor the
    // record without the user.
    add({ name, email, createdAt, passwordHash }) {
      const adding = database.transaction(async ({ query }) => {
        const [row] = await query<UserRow>(
          `INSERT INTO users (name, email, created_at, password_hash)
           VALUES ($1, $2, $3, $4) RETURNING *`,
          [name, email, createdAt, passwordHash],
        );
        if (!row) throw new Error("INSERT … RETURNING returned no row");
        await query(
          `INSERT INTO user_events (user_id, kind, happened_at)
           VALUES ($1, 'signed_up', $2)`,
          [row.id, createdAt],
        );
        return toStoredUser(row);
      });
      return adding.catch(emailTaken);
    },
  };
}

function toStoredUser(row: UserRow): StoredUser {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    createdAt: row.created_at.toISOString(),
    passwordHash: row.password_hash,
  };
}

// The service looked before it added, but two sign-ups can both look before
// either adds. Only the constraint sees both.
function emailTaken(error: unknown): never {
  if (!violates(error, "users_email_unique")) throw error;
  throw new HttpError(409, "email_taken", "This e-mail is taken.", {
    cause: error,
  });
}

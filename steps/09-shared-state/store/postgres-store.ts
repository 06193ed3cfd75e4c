// The shared store on PostgreSQL, where there is no Redis: one table, one statement a call.
import type { Pool } from "pg";
import type { SharedStore } from "./shared-store";

// An expired entry counts as absent, whether it has been deleted yet or not. And
// if the clock is set back, no window gets longer than it was asked to be.
const COUNT = `
  INSERT INTO shared_entries AS entry (key, hits, expires_at)
  VALUES ($1, $2, now() + $3 * interval '1 ms')
  ON CONFLICT (key) DO UPDATE SET
    hits = excluded.hits
      + CASE WHEN entry.expires_at > now() THEN entry.hits ELSE 0 END,
    expires_at = CASE WHEN entry.expires_at > now()
      THEN least(entry.expires_at, excluded.expires_at)
      ELSE excluded.expires_at END
  RETURNING hits, extract(epoch FROM expires_at - now())::float8 * 1000 AS left`;

const SET = `
  INSERT INTO shared_entries AS entry (key, value, expires_at)
  VALUES ($1, $2, now() + $3 * interval '1 ms')
  ON CONFLICT (key) DO UPDATE
  SET value = excluded.value, expires_at = excluded.expires_at`;

const SWEEP_MS = 60_000;

/** The store has a pool to itself: it neither waits for a repository nor starves one. */
export function postgresStore(pool: Pool): SharedStore {
  // Several processes may sweep at once: it is one statement.
  setInterval(() => {
    pool.query("DELETE FROM shared_entries WHERE expires_at < now()").catch(
      () => {}, // Next time.
    );
  }, SWEEP_MS).unref();

  return {
    async count(key, hits, windowMs) {
      const { rows } = await pool.query<{ hits: number; left: number }>(COUNT, [
        key,
        hits,
        windowMs,
      ]);
      const [row] = rows;
      if (!row) throw new Error("INSERT … RETURNING returned no row");
      return { total: row.hits, resetsInMs: row.left };
    },

    async get(key) {
      const { rows } = await pool.query<{ value: Buffer }>(
        "SELECT value FROM shared_entries WHERE key = $1 AND expires_at > now()",
        [key],
      );
      return rows[0]?.value;
    },

    async set(key, value, ttlMs) {
      await pool.query(SET, [key, value, ttlMs]);
    },

    async setIfAbsent(key, value, ttlMs) {
      const { rowCount } = await pool.query(
        `${SET} WHERE entry.expires_at <= now()`,
        [key, value, ttlMs],
      );
      return rowCount === 1;
    },

    async delete(key) {
      await pool.query("DELETE FROM shared_entries WHERE key = $1", [key]);
    },
  };
}

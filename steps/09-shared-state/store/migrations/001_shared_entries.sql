-- Up Migration
-- Unlogged: written without the log that survives a crash. After one the table
-- is empty, and nothing is lost that would not have expired in a minute.
CREATE UNLOGGED TABLE shared_entries (
  key        text        PRIMARY KEY,
  value      bytea,
  hits       integer     NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL
);

-- Down Migration
DROP TABLE shared_entries;

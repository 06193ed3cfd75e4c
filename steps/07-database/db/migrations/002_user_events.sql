-- Up Migration
CREATE TABLE user_events (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id     integer     NOT NULL REFERENCES users,
  kind        text        NOT NULL CHECK (kind IN ('signed_up')),
  happened_at timestamptz NOT NULL
);

-- Down Migration
DROP TABLE user_events;

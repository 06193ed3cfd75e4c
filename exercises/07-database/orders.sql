-- The tables of the orders API. They are given: a migration has made them.
CREATE TABLE products (
  item        text    PRIMARY KEY,
  price_cents integer NOT NULL,
  stock       integer NOT NULL CHECK (stock >= 0)
);

CREATE TABLE orders (
  id          integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer    text        NOT NULL,
  reference   text        NOT NULL CONSTRAINT orders_reference_unique UNIQUE,
  item        text        NOT NULL REFERENCES products,
  quantity    integer     NOT NULL CHECK (quantity > 0),
  total_cents integer     NOT NULL,
  placed_at   timestamptz NOT NULL
);

-- A page of one customer's orders is a stretch of this index.
CREATE INDEX orders_of_customer ON orders (customer, placed_at, id);

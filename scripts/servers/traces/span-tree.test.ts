// Proves when a request's trace is whole, and how it reads.
import { expect, test } from "@jest/globals";
import type { Span } from "./collector";
import { gatherTraces, spanTree } from "./span-tree";

function span(spanId: string, parentId: string, more: Partial<Span> = {}) {
  return {
    ...{ traceId: "t1", spanId, parentId, name: spanId, isRequest: false },
    ...{ startMs: 0, endMs: 1, attributes: {}, pid: 7 },
    ...more,
  };
}

const root = span("GET /users/:id", "the client's", {
  isRequest: true,
  startMs: 100,
  endMs: 112.25,
  attributes: { "http.response.status_code": 200 },
});

test("a request is a tree, its parts in the order in which they began", () => {
  const trace = [
    span("eval", root.spanId, {
      startMs: 101,
      endMs: 101.5,
      attributes: {
        "db.system.name": "redis",
        "db.query.text": "eval \n return 1 1 0123456789abcdef:hits:::1 1",
      },
    }),
    span("pg.query", "request handler", {
      startMs: 106,
      endMs: 110,
      attributes: {
        "db.system.name": "postgresql",
        "db.query.text": `SELECT *\n  FROM users WHERE ${"x".repeat(40)}`,
      },
    }),
    span("pg-pool.connect", "request handler", {
      startMs: 105,
      attributes: { "db.system.name": "postgresql" },
      endMs: 106,
    }),
    span("request handler", root.spanId, {
      startMs: 104,
      endMs: 112,
      attributes: { "http.route": "/users/:id" },
    }),
    root,
  ];

  expect(spanTree(trace)).toEqual([
    "Trace t1                                                     from        took",
    "GET /users/:id 200, worker 7                               0.0 ms     12.3 ms",
    "├─ Redis eval hits:::1                                     1.0 ms      0.5 ms",
    "└─ request handler /users/:id                              4.0 ms      8.0 ms",
    "   ├─ PostgreSQL pool.connect                              5.0 ms      1.0 ms",
    "   └─ PostgreSQL SELECT * FROM users WHERE xxxxxxxxx…      6.0 ms      4.0 ms",
  ]);
});

test("a trace is whole with the span of its request, whatever came before", () => {
  const gather = gatherTraces();
  const [early, other] = [span("a", root.spanId), span("b", "c")];

  expect(gather([early, { ...other, traceId: "t2" }])).toEqual([]);
  expect(gather([root])).toEqual([[early, root]]);
  expect(gather([])).toEqual([]);
});

test("requests that never end do not fill the memory", () => {
  const gather = gatherTraces();
  const early = span("a", root.spanId);
  gather([early]);
  for (let id = 0; id < 100; id++) {
    gather([span("b", "c", { traceId: `other ${id}` })]);
  }

  expect(gather([root])).toEqual([[root]]);
});

// What a client of the orders API learns of an error, and what the log does.
import { describe, expect, test } from "@jest/globals";
import { HttpError } from "../../steps/04-errors/errors/http-error";
import { InvalidOrder, OrderNotFound, OutOfStock } from "./order-errors";
import { apiWith, failing, rowsThenFailure } from "./test/api";

const databaseDown = new Error("connect ECONNREFUSED 10.0.0.5:5432");
const paymentsDown = new HttpError(503, "payments_down", "Try again later.", {
  cause: new Error("getaddrinfo ENOTFOUND payments.internal"),
  headers: { "Retry-After": "5" },
});

/** The whole answer: problem details, and no member that is not named here. */
function problem(
  status: number,
  title: string,
  code: string,
  detail: string,
  details = {},
): object {
  const type = "about:blank";
  const requestId = "test-1";
  const body = { type, title, status, detail, code, requestId, ...details };
  return { status, type: "application/problem+json", body };
}

const internalError = problem(
  500,
  "Internal Server Error",
  "internal_error",
  "Something went wrong here.",
);

describe("an error of the shop", () => {
  test("OrderNotFound answers 404, as problem details", async () => {
    const { response } = await apiWith(failing(new OrderNotFound(7))).get("/7");

    expect(response).toEqual(
      problem(404, "Not Found", "order_not_found", "There is no order 7."),
    );
  });

  test("OutOfStock answers 409, and says what is available", async () => {
    const api = apiWith(failing(new OutOfStock("lamp", 3)));

    const { response } = await api.post({ item: "lamp", quantity: 5 });

    const detail = 'Only 3 of "lamp" are left.';
    const details = { item: "lamp", available: 3 };
    expect(response).toEqual(
      problem(409, "Conflict", "out_of_stock", detail, details),
    );
  });

  test("InvalidOrder answers 422, and lists every wrong field", async () => {
    const errors = [
      { field: "item", message: "is missing" },
      { field: "quantity", message: "is not a number" },
    ];

    const { response } = await apiWith(
      failing(new InvalidOrder(errors)),
    ).post();

    const [title, detail] = ["Unprocessable Entity", "The order is not valid."];
    expect(response).toEqual(
      problem(422, title, "invalid_order", detail, { errors }),
    );
  });
});

describe("an HttpError", () => {
  test("answers with its own status, code, message and headers", async () => {
    const { response, headers } = await apiWith(failing(paymentsDown)).post();

    const title = "Service Unavailable";
    expect({ ...response, retryAfter: headers["retry-after"] }).toEqual({
      ...problem(503, title, "payments_down", "Try again later."),
      retryAfter: "5",
    });
  });
});

describe("an error of Express or of its body parser", () => {
  const api = apiWith({});
  const noJson = () => api.post('{"item": lamp}');
  const tooLarge = () => api.post({ item: "x".repeat(10 * 1024) });
  const badPath = () => api.get("/%E0%A4%A");
  const noRoute = () => api.get("/7/invoices");

  test.each([
    ["a body that is no JSON", 400, "malformed_json", noJson],
    ["a body that is too large", 413, "body_too_large", tooLarge],
    ["a path that cannot be decoded", 400, "malformed_url", badPath],
    ["an unknown route", 404, "route_not_found", noRoute],
  ])("%s answers %d %s", async (_name, status, code, send) => {
    const { response } = await send();

    const type = "application/problem+json";
    expect(response).toMatchObject({ status, type, body: { status, code } });
  });
});

describe("whatever else is thrown", () => {
  const api = apiWith(failing(databaseDown));

  test.each([
    ["reading an order", () => api.get("/7")],
    ["placing an order", () => api.post()],
    ["starting an export", () => api.get("/export")],
  ])("answers 500 on %s, and tells nothing", async (_name, send) => {
    const { response } = await send();

    expect(response).toEqual(internalError);
  });

  test.each([200, 404, 422])(
    "answers 500, and not the %d that an upstream gave us",
    async (status) => {
      const foreign = new Error("http://payments.internal/cards/9 answered");
      Object.assign(foreign, { status, statusCode: status });

      const { response } = await apiWith(failing(foreign)).post();

      expect(response).toEqual(internalError);
    },
  );

  test.each([
    ["a string", "disk full"],
    ["null", null],
    ["undefined", undefined],
    ["a plain object", { code: "E_DISK", message: "disk full" }],
    ["an object without a prototype", Object.create(null)],
  ])("answers 500 to %s as to an Error", async (_name, thrown) => {
    const { response } = await apiWith(failing(thrown)).post();

    expect(response).toEqual(internalError);
  });
});

describe("the log", () => {
  test("has one line at info for a fault of the client's", async () => {
    const api = apiWith(failing(new OrderNotFound(7)));

    await api.get("/7");

    const facts = { requestId: "test-1", status: 404, code: "order_not_found" };
    expect(api.log).toEqual([
      expect.objectContaining({ level: "info", ...facts }),
    ]);
  });

  test("has one line at error for a fault of ours, with its stack", async () => {
    const api = apiWith(failing(databaseDown));

    await api.post();

    const facts = { requestId: "test-1", status: 500, code: "internal_error" };
    const error = expect.stringMatching(/ECONNREFUSED 10\.0\.0\.5:5432\n +at /);
    expect(api.log).toEqual([
      expect.objectContaining({ level: "error", ...facts, error }),
    ]);
  });

  test("has the cause of an error, which the client was not told", async () => {
    const api = apiWith(failing(paymentsDown));

    await api.post();

    const error = expect.stringContaining("ENOTFOUND payments.internal");
    expect(api.log).toEqual([
      expect.objectContaining({ level: "error", code: "payments_down", error }),
    ]);
  });
});

describe("an export that fails halfway", () => {
  const halfway = rowsThenFailure(["1,lamp,5"], databaseDown);

  test("is cut off, and nobody takes half of it for all", async () => {
    expect(await apiWith({ rows: halfway }).download()).toBe("cut off");
  });

  test("is not answered a second time", async () => {
    const api = apiWith({ rows: halfway });

    await api.download();

    expect(api.errorsOfHandler()).toEqual([]);
  });

  test("is logged once, at error", async () => {
    const api = apiWith({ rows: halfway });

    await api.download();

    expect(api.log).toEqual([expect.objectContaining({ level: "error" })]);
  });
});

// The orders API with orders that fail as a test says, and a log that it can read.
import { once } from "node:events";
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import type { ErrorRequestHandler, Express } from "express";
import request, { type Test } from "supertest";
import { createLogger, format, type Logger, transports } from "winston";
import type { Orders } from "../orders";
import { createOrdersApp } from "../orders-app";

export type LogLine = Readonly<Record<string, unknown>>;

/** Paths are those below `/orders`; every request has the id `test-1`. */
export function apiWith(orders: Partial<Orders>) {
  const log: LogLine[] = [];
  const escaped: string[] = [];
  const app = createOrdersApp({
    logger: memoryLogger(log),
    orders: { ...failing(new Error("not part of this test")), ...orders },
  });
  app.use(noteIn(escaped));

  return {
    /** The lines that were logged. */
    log,
    get: (path = "") => send(request(app).get(`/orders${path}`)),
    post: (body: string | object = {}) =>
      send(request(app).post("/orders").type("json").send(body)),
    /** Downloads the export: its text, or what became of it instead. */
    download: () => download(app),
    /** What the error handler threw itself, as it answered too late. */
    errorsOfHandler: () => escaped.filter((code) => /^ERR_HTTP/.test(code)),
  };
}

/** Orders that fail with `thrown`, whatever is asked of them. */
export function failing(thrown: unknown): Orders {
  return {
    get: () => Promise.reject(thrown),
    place: () => Promise.reject(thrown),
    rows: rowsThenFailure([], thrown),
  };
}

export function rowsThenFailure(
  rows: readonly string[],
  thrown: unknown,
): Orders["rows"] {
  return async function* () {
    yield* rows;
    throw thrown;
  };
}

async function send(test: Test) {
  const received = await test.set("X-Request-Id", "test-1");
  const { status, type, body, headers } = received;
  return { response: { status, type, body }, headers };
}

/** Writes JSON, as the real logger does: what JSON drops is not in the log. */
function memoryLogger(lines: LogLine[]): Logger {
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  return createLogger({
    format: format.combine(format.errors({ stack: true }), format.json()),
    transports: [new transports.Stream({ stream })],
  });
}

/** Stands behind the error handler, and sees what it throws. */
function noteIn(escaped: string[]): ErrorRequestHandler {
  return function noteEscaped(error, _req, _res, next) {
    escaped.push(String(error?.code));
    next(error);
  };
}

async function download(app: Express): Promise<string> {
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    return await textOf(port);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** The whole text, or "cut off", or "left waiting" for an end. */
function textOf(port: number): Promise<string> {
  return new Promise((resolve) => {
    const cutOff = () => resolve("cut off");
    const request = get({ port, path: "/orders/export" }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("error", cutOff);
      response.on("end", () => resolve(text));
      // The route has failed by now: who is still waiting when a later request
      // has been answered will wait forever.
      const later = get({ port, path: "/later" }, (response) => {
        response.resume().on("end", () => resolve("left waiting"));
      });
      later.on("error", () => {}); // The server may be closed before.
    });
    request.on("error", cutOff);
  });
}

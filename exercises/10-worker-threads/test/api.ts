// The orders API around your pool and your route, on threads that do what a test tells them.
import { EventEmitter, once } from "node:events";
import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { BroadcastChannel } from "node:worker_threads";
import express from "express";
import { listening } from "../../../steps/03-middleware/http/fixtures/listening";
import { memoryLogger } from "../../../steps/03-middleware/logging/fixtures/memory-logger";
import { errorHandler } from "../../../steps/04-errors/errors/error-handler";
import { forecastPool } from "../forecast-pool";
import { forecastRoutes } from "../forecast-routes";

export const scriptedThread = require.resolve("./scripted-thread.js");

export interface Sent {
  /** The answer's status, and what else tells it apart. */
  readonly response: Promise<object>;
  /** Has the client hang up, and resolves once the server has heard of it. */
  leave(): Promise<void>;
}

export async function newApi({ threads: count = 1, queue = 1 } = {}) {
  const pool = forecastPool({
    filename: scriptedThread,
    threads: count,
    queue,
  });
  const threads = listen();
  const { logger, entries } = memoryLogger();
  const history = { quantities: async () => new Float64Array(1000) };
  const responses: ((res: ServerResponse) => void)[] = [];

  const app = express();
  app.use((_req, res, next) => {
    responses.shift()?.(res);
    next();
  });
  app.use("/orders/forecast", forecastRoutes({ history, pool }));
  app.use(errorHandler({ logger }));
  const server = await listening(app);

  /** Asks for a forecast, and resolves once the server has the request. */
  async function send(item: string): Promise<Sent> {
    const arrived = new Promise<ServerResponse>((resolve) => {
      responses.push(resolve);
    });
    const url = `${server.url}/orders/forecast?item=${item}`;
    const client = get(url, { agent: false });
    const response = once(client, "response").then(([res]) => inShort(res));
    response.catch(() => {}); // Whoever leaves gets none.
    const closed = once(await arrived, "close");
    return {
      response,
      async leave() {
        client.destroy();
        await closed;
        await nextTurn();
      },
    };
  }

  return {
    send,
    ask: async (item: string) => (await send(item)).response,
    /** Has a thread compute for ever, and resolves once it does. */
    async hold(): Promise<Sent> {
      const runs = threads.next();
      const sent = await send("holds");
      // Whatever is answered at once holds nothing.
      await Promise.race([runs, sent.response]);
      return sent;
    },
    /** Has whatever still computes stop, and say so. */
    stopAll: () => threads.stop(),
    said: () => threads.words,
    logged: () => entries.map(({ message }) => message),
    async close() {
      threads.close();
      await pool.close();
      await server.close();
    },
  };
}

async function inShort(response: IncomingMessage): Promise<object> {
  const { statusCode: status, headers } = response;
  const { code, thread } = Object(await json(response));
  const retryAfter = headers["retry-after"];
  return Object.fromEntries(
    Object.entries({ status, code, thread, retryAfter }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** What the threads say, and a word to them. */
function listen() {
  const words: unknown[] = [];
  const events = new EventEmitter();
  const channel = new BroadcastChannel("scripted-thread");
  channel.unref();
  channel.onmessage = (message) => {
    words.push(Object(message).data);
    events.emit("word");
  };
  return {
    words,
    next: () => once(events, "word"),
    stop: () => channel.postMessage("stop"),
    close: () => channel.close(),
  };
}

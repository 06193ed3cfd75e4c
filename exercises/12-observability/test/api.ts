// The orders API, with a stock that answers when a test says so, and a log to be read.
import { once } from "node:events";
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createLogger, format } from "winston";
import Transport from "winston-transport";
import { listening } from "../../../steps/03-middleware/http/fixtures/listening";
import { requestLines } from "../log-context";
import { orderService } from "../order-service";
import { createOrdersApp } from "../orders-app";

export interface Line {
  readonly message: string;
  readonly requestId?: string;
  readonly item?: string;
}

interface Sending {
  readonly method?: string;
  readonly id?: string;
  readonly body?: string;
}

/** A logger with your format, and its lines. */
export function memoryLog() {
  const lines: Line[] = [];
  class Memory extends Transport {
    override log(info: Line, done: () => void): void {
      const { message, requestId, item } = info;
      lines.push({
        message,
        ...(requestId && { requestId }),
        ...(item && { item }),
      });
      done();
    }
  }
  const logger = createLogger({
    format: format.combine(requestLines(), format.json()),
    transports: [new Memory()],
  });
  return { logger, lines };
}

export async function newApi({ limit = 100 } = {}) {
  const { logger, lines } = memoryLog();
  const reserving = new Map<string, { done(): void; fail(): void }>();
  const stock = {
    reserve: (item: string) =>
      new Promise<void>((resolve, reject) => {
        const fail = () => reject(new Error("the stock is away"));
        reserving.set(item, { done: resolve, fail });
      }),
  };
  const orders = orderService({ logger, stock });
  const app = createOrdersApp({ logger, orders, limit });
  const arrivals: ((res: ServerResponse) => void)[] = [];
  const server = await listening((req, res) => {
    arrivals.shift()?.(res);
    app(req, res);
  });

  /** Sends a request, and resolves once the server has it. */
  async function send(path: string, { method, id, body }: Sending = {}) {
    const arrived = new Promise<ServerResponse>((resolve) => {
      arrivals.push(resolve);
    });
    const client = request(`${server.url}${path}`, {
      agent: false,
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        "Content-Type": "application/json",
        ...(id && { "X-Request-Id": id }),
      },
    });
    const response = once(client, "response").then(([res]) => inShort(res));
    response.catch(() => {}); // Whoever leaves gets none.
    client.end(body);
    const closed = once(await arrived, "close");
    return {
      response,
      async leave() {
        client.destroy();
        await closed;
      },
    };
  }

  /** Resolves once the stock has been asked for the item, or there is an answer. */
  async function order(item: string, id?: string) {
    const body = JSON.stringify({ item });
    const sent = await send("/orders", { body, ...(id && { id }) });
    let answered = false;
    sent.response.then(
      () => {
        answered = true;
      },
      () => {},
    );
    while (!reserving.has(item) && !answered) await nextTurn();
    return sent;
  }

  return {
    lines,
    send,
    order,
    /** The stock answers. */
    reserved: (item: string) => reserving.get(item)?.done(),
    unreserved: (item: string) => reserving.get(item)?.fail(),
    close: () => server.close(),
  };
}

async function inShort(response: IncomingMessage): Promise<object> {
  const { statusCode: status, headers } = response;
  const { code } = Object(await json(response));
  const retryAfter = headers["retry-after"];
  return {
    status,
    ...(code && { code }),
    ...(retryAfter && { retryAfter }),
  };
}

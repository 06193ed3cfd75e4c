// Sends what every answer has in its head as one list, which Node writes as it is.
import {
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from "node:http";
import type { Express as App, Response } from "express";

declare global {
  namespace Express {
    interface Response {
      /** Names and values by turns, sent with the answer, whoever gives it. */
      head: string[];
    }
  }
}

/**
 * What is set header by header, Node keeps in a dictionary, under names that it
 * puts into small letters, and reads it from there again to write it. A list
 * that `writeHead` is given is written as it is, as long as nothing was set. So
 * what all answers have is kept beside, and goes with such a list, or is set at
 * the last moment.
 *
 * `app.response` is this app's own, and made to be extended:
 * https://expressjs.com/en/guide/overriding-express-api.html
 *
 * @param constant what is the same for all, by `constantHeaders`
 */
export function withHeads(app: App, constant: readonly string[]): App {
  const { writeHead } = ServerResponse.prototype;
  Object.assign(app.response, {
    // Node calls it for whoever does not.
    writeHead(this: Response, status: number, headers?: Headers) {
      if (Array.isArray(headers)) {
        for (const part of headers) this.head.push(String(part));
        return writeHead.call(this, status, this.head);
      }
      setMissing(this);
      return writeHead.call(this, status, headers);
    },
  });
  app.use(function beginHead(_req, res, next) {
    res.head = [...constant];
    next();
  });
  return app;
}

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** Who has set one for this answer, has said what it shall be. */
function setMissing(res: Response): void {
  const { head } = res;
  for (let index = 0; index < head.length; index += 2) {
    const [name = "", value = ""] = [head[index], head[index + 1]];
    if (!res.hasHeader(name)) res.setHeader(name, value);
  }
}

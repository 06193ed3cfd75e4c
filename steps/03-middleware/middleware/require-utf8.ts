// Refuses a JSON body that is not UTF-8, the only encoding of JSON (RFC 8259, section 8.1).
import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import createHttpError from "http-errors";

/**
 * For `express.json({ verify: requireUtf8 })`, which has the bytes. The parser
 * decodes each invalid byte as U+FFFD, and a name that no user typed would be
 * stored.
 *
 * @param encoding as the request declares it; the parser accepts UTF-7, 16 and 32
 */
export function requireUtf8(
  _req: IncomingMessage,
  _res: ServerResponse,
  body: Buffer,
  encoding: string,
): void {
  if (encoding !== "utf-8") {
    throw createHttpError(415, "Send the body in UTF-8.", {
      type: "charset.unsupported",
    });
  }
  if (!isUtf8(body)) {
    throw createHttpError(400, "The body is not UTF-8.", {
      type: "body.malformed",
    });
  }
}

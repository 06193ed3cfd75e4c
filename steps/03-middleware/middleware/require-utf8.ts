// Refuses a body of JSON whose bytes are not UTF-8: RFC 8259, section 8.1, knows no other encoding.
import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import createHttpError from "http-errors";

/**
 * For `express.json({ verify: requireUtf8 })`, which has the bytes. Its decoder
 * would put U+FFFD in the place of each byte that means nothing, and a name
 * that nobody typed would be stored.
 *
 * @param encoding what the request says it is; the parser lets UTF-7, 16 and 32 pass
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

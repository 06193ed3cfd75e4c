// Decides what a client may know about whatever was thrown.
import { isHttpError } from "http-errors";
import { HttpError } from "./http-error";

/** Codes for the errors that the body parser raises, by their `type`. */
const bodyParserCodes: Readonly<Record<string, string>> = {
  "entity.parse.failed": "malformed_json",
  "entity.too.large": "body_too_large",
  "body.malformed": "malformed_text",
  "encoding.unsupported": "unsupported_encoding",
  "charset.unsupported": "unsupported_charset",
  "request.aborted": "request_aborted",
  "request.size.invalid": "body_size_mismatch",
};

/** Codes for the client errors of other libraries, by their status. */
const statusCodes: Readonly<Record<number, string>> = {
  413: "body_too_large",
  415: "unsupported_media_type",
};

/**
 * The error to answer with. Express, its parsers and http-errors mark a fault
 * of the client's with a 4xx status; everything else, whatever it is, is a fault
 * of ours, of which the client learns nothing.
 */
export function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown;
  if (isHttpError(thrown) && thrown.expose) {
    return new HttpError(thrown.status, codeOf(thrown), thrown.message, {
      cause: thrown,
      headers: thrown.headers,
    });
  }
  // Express itself marks a path such as /users/%E0%A4%A with nothing but a status.
  if (thrown instanceof URIError && "status" in thrown) {
    return new HttpError(400, "malformed_url", "The URL cannot be decoded.", {
      cause: thrown,
    });
  }
  return new HttpError(500, "internal_error", "Something went wrong here.", {
    cause: thrown,
  });
}

function codeOf(error: { status: number; type?: unknown }): string {
  const byType = bodyParserCodes[String(error.type)];
  return byType ?? statusCodes[error.status] ?? "bad_request";
}

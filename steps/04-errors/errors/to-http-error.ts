// Turns anything that was thrown into an error that a client may see.
import { isHttpError } from "http-errors";
import { HttpError } from "./http-error";

/** Codes for the body parser's errors, by their `type`. */
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
 * The error to respond with. Express, its parsers and http-errors mark client errors
 * with a 4xx status. Everything else is a bug of ours: the client gets a 500 without
 * details.
 */
export function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown;
  if (isHttpError(thrown) && thrown.expose) {
    return new HttpError(thrown.status, codeOf(thrown), thrown.message, {
      cause: thrown,
      headers: thrown.headers,
    });
  }
  // For a path such as /users/%E0%A4%A Express sets only a status.
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

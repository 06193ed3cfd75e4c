// Turns errors of the database into responses for the client.
import { DatabaseError } from "pg";
import { HttpError } from "../../04-errors/errors/http-error";

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const UNIQUE_VIOLATION = "23505";
const QUERY_CANCELED = "57014";
const UNTRANSLATABLE_CHARACTER = "22021";
// Connection exceptions, insufficient resources, operator intervention; and a
// database that takes no writes: its disk is full, or it has become a standby.
const UNAVAILABLE = /^(08|53|57P|25006)/;

const UNAVAILABLE_CODE = "database_unavailable";

/** Whether the error is the violation of the unique constraint of that name. */
export function violates(error: unknown, constraint: string): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === UNIQUE_VIOLATION &&
    error.constraint === constraint
  );
}

/**
 * Whether the database did not answer at all. pg's errors for a lost or refused
 * connection, and for a full pool, have no SQLSTATE: they are no `DatabaseError`.
 */
export function isUnavailable(error: unknown): boolean {
  return (
    !(error instanceof DatabaseError) || UNAVAILABLE.test(error.code ?? "")
  );
}

/**
 * Turns an unavailable or slow database into errors that tell the client to retry
 * later. Any other refusal is a bug of ours: the error handler answers 500 and
 * hides it.
 */
export function asHttpError(error: unknown): unknown {
  if (isUnavailable(error)) {
    return retryLater(UNAVAILABLE_CODE, "The database is down.", error);
  }
  if (!(error instanceof DatabaseError)) return error;
  switch (error.code) {
    case QUERY_CANCELED:
      return retryLater("query_timeout", "The database is too slow.", error);
    case UNTRANSLATABLE_CHARACTER:
      // U+0000 is valid in JSON and in a JavaScript string, but not in a text.
      return new HttpError(400, "invalid_text", "A text cannot be stored.", {
        cause: error,
      });
    default:
      return error;
  }
}

/** Whether `asHttpError` made it because the database was unavailable. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return error instanceof HttpError && error.code === UNAVAILABLE_CODE;
}

function retryLater(code: string, message: string, cause: unknown): HttpError {
  return new HttpError(503, code, message, {
    cause,
    headers: { "Retry-After": "1" },
  });
}

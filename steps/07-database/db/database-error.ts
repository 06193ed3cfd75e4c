// Says what a failure of the database means for the client.
import { DatabaseError } from "pg";
import { HttpError } from "../../04-errors/errors/http-error";

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const UNIQUE_VIOLATION = "23505";
const QUERY_CANCELED = "57014";
// Connection exceptions, insufficient resources, operator intervention.
const UNAVAILABLE = /^(08|53|57P)/;

/** Whether the error is the violation of the unique constraint of that name. */
export function violates(error: unknown, constraint: string): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === UNIQUE_VIOLATION &&
    error.constraint === constraint
  );
}

/**
 * Turns the absence and the slowness of the database into errors that tell the
 * client to come back; every other error is a fault of ours and stays what it is.
 */
export function toUnavailable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === QUERY_CANCELED) {
    return new HttpError(503, "query_timeout", "The database is too slow.", {
      cause: error,
      headers: { "Retry-After": "1" },
    });
  }
  // pg's own errors of a lost or refused connection, and of a full pool, have
  // no SQLSTATE: what is not an answer of the database is the lack of one.
  if (!(error instanceof DatabaseError) || UNAVAILABLE.test(code)) {
    return new HttpError(503, "database_unavailable", "The database is down.", {
      cause: error,
      headers: { "Retry-After": "1" },
    });
  }
  return error;
}

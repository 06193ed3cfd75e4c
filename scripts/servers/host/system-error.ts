// Errors in few words, and what tells those of the operating system apart.

/**
 * Whether the operating system refused. By shape, not by `instanceof`: in
 * Jest, Node's own errors come from another realm.
 */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return (
    typeof error === "object" &&
    error !== null &&
    "syscall" in error &&
    "code" in error &&
    typeof error.code === "string"
  );
}

/** As in "/a/read-only/folder (EACCES)". */
export function describeSystemError(error: NodeJS.ErrnoException): string {
  return `${error.path ?? error.message} (${error.code})`;
}

/** The message of whatever was thrown, by shape as well. */
export function errorMessage(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  if ("message" in error && error.message) return String(error.message);
  // Of several addresses, none answered: then there is only a code.
  return "code" in error ? String(error.code) : String(error);
}

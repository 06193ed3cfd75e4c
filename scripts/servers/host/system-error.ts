// Errors of the operating system: what tells them apart, and in few words.

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

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

/** As in "/a/read-only/folder (EACCES)": of a copy, where it should have gone. */
export function describeSystemError(error: NodeJS.ErrnoException): string {
  const target = "dest" in error ? String(error.dest) : error.path;
  return `${target ?? error.message} (${error.code})`;
}

const lacks: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full",
  EDQUOT: "Your share of the disk is used up",
  EROFS: "The disk is read-only",
  EMFILE: "This process has too many open files",
  ENFILE: "The system has too many open files",
};

/** One line for what the machine lacks; undefined for any other error. */
export function describeLack(error: unknown): string | undefined {
  if (!isSystemError(error) || error.code === undefined) return undefined;
  const lack = lacks[error.code];
  return lack && `${lack}: ${describeSystemError(error)}.`;
}

/** The message of whatever was thrown, by shape as well. */
export function errorMessage(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  if ("message" in error && error.message) return String(error.message);
  // Of several addresses, none answered: then there is only a code.
  return "code" in error ? String(error.code) : String(error);
}

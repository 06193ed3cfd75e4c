// Why something failed, in the words of whoever says so.

/** By shape, not by `instanceof`: in Jest, Node's errors are of another realm. */
export function errorMessage(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  if ("message" in error && error.message) return String(error.message);
  // Of several addresses, none answered: then there is only a code.
  return "code" in error ? String(error.code) : String(error);
}

// The one class for what a user can get wrong: one line that says what to do instead.

/**
 * An anticipated error of the user's. The command line prints its message as
 * one line on standard error and ends with its exit code; anything else that
 * is thrown is a bug, and shows its stack. (The split is citty's.)
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** 2: wrong usage. 1: what was asked is not so. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

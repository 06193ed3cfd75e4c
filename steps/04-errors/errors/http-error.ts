// The one class for errors that a client may see.

export interface HttpErrorOptions extends ErrorOptions {
  /** Sent with the response, such as `WWW-Authenticate` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem details, such as a list of wrong fields. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * An error that carries its response: `throw new HttpError(404, "user_not_found",
 * …)` anywhere below a route ends the request with it. The client sees the message;
 * the cause goes to the log only. Clients branch on the code, which stays the same
 * when the message is reworded.
 */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    { cause, headers = {}, details = {} }: HttpErrorOptions = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.details = details;
  }
}

// Calls another service of ours over HTTP, and checks its responses and its errors.
import { z } from "zod";
import { HttpError } from "../../04-errors/errors/http-error";

export interface JsonClient {
  /** @throws HttpError the service's 4xx; 502, 503 or 504 if the service failed */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
}

export interface JsonClientOptions {
  readonly baseUrl: string;
  /** Milliseconds until a call is aborted: a service that hangs must not hang this one. */
  readonly timeoutMs: number;
}

const ProblemDetails = z.object({ code: z.string(), detail: z.string() });

export function jsonClient({
  baseUrl,
  timeoutMs,
}: JsonClientOptions): JsonClient {
  async function call<T>(
    path: string,
    schema: z.ZodType<T>,
    init: RequestInit = {},
  ): Promise<T> {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(new URL(path, baseUrl), {
      ...init,
      signal,
    }).catch(unreachable);
    const body: unknown = await response.json().catch(invalidResponse);
    if (!response.ok) throw refusal(response.status, body);
    const parsed = schema.safeParse(body);
    return parsed.success ? parsed.data : invalidResponse(parsed.error);
  }

  return {
    get: (path, schema) => call(path, schema),
    post: (path, body, schema) =>
      call(path, schema, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

// A 4xx concerns what our client sent, so it is passed on. A 5xx is between the two
// services: the client learns only that the service failed.
function refusal(status: number, body: unknown): HttpError {
  const problem = ProblemDetails.safeParse(body);
  if (status >= 500 || !problem.success) {
    const cause = new Error(`answered ${status}`);
    return new HttpError(502, "bad_gateway", "A service behind us failed.", {
      cause,
    });
  }
  return new HttpError(status, problem.data.code, problem.data.detail);
}

function unreachable(cause: unknown): never {
  throwIfTimedOut(cause);
  throw new HttpError(503, "unavailable", "A service behind us is down.", {
    cause,
    headers: { "Retry-After": "1" },
  });
}

function invalidResponse(cause: unknown): never {
  throwIfTimedOut(cause);
  throw new HttpError(502, "bad_gateway", "A service behind us failed.", {
    cause,
  });
}

// The timeout may come before the response's headers or in the middle of its body.
function throwIfTimedOut(cause: unknown): void {
  if (cause instanceof DOMException && cause.name === "TimeoutError") {
    throw new HttpError(504, "timed_out", "A service behind us is too slow.", {
      cause,
    });
  }
}

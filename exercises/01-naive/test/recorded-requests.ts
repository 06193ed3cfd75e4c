// Records the requests of an attack and their responses, by standing in for `fetch`.

export interface Exchange {
  /** As in `POST /users`. */
  readonly request: string;
  /** Undefined where the connection ended without an answer. */
  readonly status: number | undefined;
  readonly text: string;
}

/**
 * Runs an attack until it, and every request that it sent, is over. `onResponse`
 * is called for each of them when its response begins.
 *
 * @throws what the attack throws, unless a request of it had no answer: then
 * `fetch` threw, and that is what the attack was after.
 */
export async function recordRequests(
  attack: () => Promise<void>,
  onResponse: () => void = () => {},
): Promise<Exchange[]> {
  const { fetch } = globalThis;
  const pending: Promise<Exchange>[] = [];
  globalThis.fetch = (input, init) => {
    const response = fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    // What is no URL is not sent: that `fetch` throws is a fault of the attack.
    if (URL.canParse(url)) {
      const method = init?.method ?? "GET";
      pending.push(exchange(`${method} ${pathOf(url)}`, response));
      response.then(onResponse, () => {});
    }
    return response;
  };
  try {
    const failure = await attack().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const exchanges = await Promise.all(pending);
    if (failure && exchanges.every(({ status }) => status)) throw failure.error;
    return exchanges;
  } finally {
    globalThis.fetch = fetch;
  }
}

/** One line for each exchange, as `POST /users → 201`; equal ones are counted. */
export function summarise(exchanges: readonly Exchange[]): string[] {
  const counts = new Map<string, number>();
  for (const { request, status } of exchanges) {
    const line = `${request} → ${status ?? "no answer"}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, n]) => (n === 1 ? line : `${n} × ${line}`));
}

async function exchange(
  request: string,
  response: Promise<Response>,
): Promise<Exchange> {
  try {
    // A copy: the attack reads the answer itself, if it wants to.
    const copy = (await response).clone();
    return { request, status: copy.status, text: await copy.text() };
  } catch {
    return { request, status: undefined, text: "" };
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

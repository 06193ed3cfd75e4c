// Looks at what a route of the user's server answers, and says what cannot be measured, and why.
import { get, type IncomingMessage } from "node:http";
import { UserError } from "../../servers/host/user-error";

export interface RouteToMeasure {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A status that is to be measured, whatever it means. */
  readonly expect?: number | undefined;
}

export interface Seen {
  readonly status: number;
  /** As in "application/json"; "nothing" where it is not told. */
  readonly type: string;
  readonly bytes: number;
}

/** A body that has not ended by then is a stream. */
const ENDS_WITHIN_MS = 10_000;

/** @throws UserError (1) in one line, for what would be measured for nothing. */
export async function look(route: RouteToMeasure): Promise<Seen> {
  const response = await open(route);
  const { statusCode: status = 0, headers } = response;
  const type = (headers["content-type"] ?? "nothing").split(";")[0] ?? "";
  if (status !== route.expect) {
    const why = refusal(route, response);
    if (why !== undefined) {
      response.destroy();
      throw new UserError(why, 1);
    }
  }
  const bytes =
    type === "text/event-stream" ? undefined : await lengthOf(response);
  response.destroy();
  if (bytes !== undefined) return { status, type, bytes };
  throw new UserError(
    `GET ${route.path} is a stream (${type}): its answer does not end by itself, so there is no time that it takes. Name a route that ends: --path /items`,
    1,
  );
}

function open({
  url,
  path,
  headers,
}: RouteToMeasure): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const signal = AbortSignal.timeout(ENDS_WITHIN_MS);
  return new Promise((resolve, reject) => {
    const request = get({
      ...{ host, port: port || 80, path, headers, agent: false, signal },
    });
    request.once("response", (response) => {
      response.on("error", () => {}); // Cut off, by the signal or by us.
      resolve(response);
    });
    request.once("error", () => {
      const words = signal.aborted
        ? `GET ${path} is not answered within ${ENDS_WITHIN_MS / 1000} s: there is nothing to measure.`
        : `Nobody at ${url} answers GET ${path}: is it running?`;
      reject(new UserError(words, 1));
    });
  });
}

/** Undefined for one that never ends. */
async function lengthOf(
  response: IncomingMessage,
): Promise<number | undefined> {
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await new Promise((resolve) => response.once("close", resolve));
  return response.complete ? bytes : undefined;
}

/** Why this answer is not what the user wants to measure; undefined for 2xx. */
function refusal(
  { path, headers }: RouteToMeasure,
  { statusCode: status = 0, headers: told }: IncomingMessage,
): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  const answer = `GET ${path} answers ${status}`;
  const anyway = `To measure that all the same: --expect ${status}`;
  if (status >= 300 && status < 400) {
    const { location } = told;
    return location === undefined
      ? `${answer}, a redirect to nowhere. ${anyway}`
      : `${answer}, a redirect to ${location}: measure what it leads to, with --path. ${anyway}`;
  }
  if (status === 401 || status === 403) {
    const has = Object.keys(headers).length > 0;
    return has
      ? `${answer}: it does not take these credentials (${Object.keys(headers).join(", ")}). ${anyway}`
      : `${answer}: it wants credentials. Add: --header "Authorization: Bearer …". ${anyway}`;
  }
  if (status === 404 || status === 405) {
    return `${answer}: a refusal is quick, and not what you want to know. Name a route that answers a GET: --path /items. ${anyway}`;
  }
  if (status === 429) {
    return `${answer}: it limits how often one client may ask, and a bench asks more often. Start it with a limit of 1000000 (RATE_LIMIT). ${anyway}`;
  }
  if (status >= 500) {
    return `${answer}: it fails already when one client asks. ${anyway}`;
  }
  return `${answer}: it refuses the request. ${anyway}`;
}

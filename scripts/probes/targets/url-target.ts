// A server of the user's own as a target: what it can be asked is found out by asking.
import { lookup } from "node:dns/promises";
import { UserError } from "../../servers/host/user-error";
import { type Answer, isLoopback } from "../../servers/http/request";
import type { Need } from "./need";
import { Target } from "./target";
import { uniqueUser } from "./users";

export interface OwnServer {
  readonly url: string;
  /** Whether the user has said that the server is theirs. */
  readonly isMine: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** A path that answers a GET with 200. */
  readonly path?: string | undefined;
  /** A path that takes a POST of JSON. */
  readonly post?: string | undefined;
}

/** Paths by which servers tell that they are well. */
const healthPaths = ["/healthz", "/health", "/livez", "/readyz", "/"];

/**
 * @throws UserError for an address of another machine that nobody has said is
 * theirs, and for one where nobody answers.
 */
export async function urlTarget(own: OwnServer): Promise<Target> {
  const url = parseUrl(own);
  for (const host of await addressesOf(url, own)) {
    const at = { host, port: Number(url.port || 80) };
    const health = await firstThatAnswers(at, healthPaths, own.headers);
    if (health !== undefined) return await explored(at, health, own);
  }
  throw new UserError(
    `Nobody at ${url.origin} answers ${healthPaths.join(", ")} with 200: is it running?`,
    1,
  );
}

/** All of them: a server on 127.0.0.1 alone is not at the ::1 of localhost. */
async function addressesOf(
  { hostname: typed }: URL,
  { isMine }: OwnServer,
): Promise<string[]> {
  const hostname = typed.replace(/^\[|\]$/g, "");
  const found = await lookup(hostname, { all: true }).catch(() => {
    throw new UserError(`There is no machine called ${hostname}.`, 1);
  });
  const addresses = found.map(({ address }) => address);
  const other = addresses.find((address) => !isMine && !isLoopback(address));
  if (other !== undefined) refuseOther(other);
  return addresses;
}

function parseUrl({ url: typed, isMine }: OwnServer): URL {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url?.protocol !== "http:" || url.pathname !== "/" || url.search) {
    throw new UserError(
      `"${typed}" is no address to attack. Type it as: --url http://127.0.0.1:3000`,
    );
  }
  if (!isLoopback(url.hostname) && !isMine) refuseOther(url.hostname);
  return url;
}

function refuseOther(host: string): never {
  throw new UserError(
    `${host} is another machine, and this is an attack. If the server is yours, add: --this-server-is-mine`,
  );
}

type At = { readonly host: string; readonly port: number };

async function explored(
  at: At,
  health: string,
  { headers, path, post }: OwnServer,
): Promise<Target> {
  const has = new Set<Need>();
  const routes = { health, read: path ?? "/users", post: post ?? "/users" };
  const parts = { routes, credentials: headers, has };
  const target = new Target(at, parts);
  const statusOf = async (message: Parameters<Target["ask"]>[0]) =>
    (await target.send(message))?.status ?? 0;

  const list = await target.send({ path: "/users?limit=1" });
  assertUnlimited(list);
  const created = await statusOf({
    method: "POST",
    path: "/users",
    body: uniqueUser(),
  });
  const isUsers = list?.status === 200 && list.text.includes('"email"');
  if (isUsers && created === 201) has.add("users");
  if ((await statusOf({ path: routes.read })) === 200) has.add("read");
  const posted = { method: "POST", path: routes.post, body: {} };
  if (![0, 404, 405].includes(await statusOf(posted))) has.add("post");
  if ((await statusOf({ path: "/reports/signups" })) === 200) has.add("report");
  const session = { ...posted, path: "/sessions", body: uniqueUser() };
  if ((await statusOf(session)) === 401) has.add("sessions");
  if (Object.keys(headers).length > 0) has.add("credentials");
  return target;
}

/** Somewhat more than all faults together ask in a minute. */
const REQUESTS = 10_000;

/** Refusals of a limit would be taken for refusals of what was wrong. */
function assertUnlimited(answer: Answer | undefined): void {
  const policy = String(answer?.headers["ratelimit-policy"] ?? "");
  const limit = Number(/\bq=(\d+)/.exec(policy)?.[1] ?? Infinity);
  if (answer?.status !== 429 && limit >= REQUESTS) return;
  throw new UserError(
    "It limits how often one client may ask, and would refuse most of this for that alone. Start it with a limit of 1000000 (RATE_LIMIT), and type this again.",
    1,
  );
}

async function firstThatAnswers(
  at: At,
  paths: readonly string[],
  credentials: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const path of paths) {
    const routes = { health: path, read: path, post: path };
    const parts = { routes, credentials, has: new Set<Need>() };
    if ((await new Target(at, parts).health()) === "well") return path;
  }
  return undefined;
}

// Explores a server of the user's own: who answers there, with which credentials, and what can be attacked.
import { UserError } from "../../servers/host/user-error";
import { hostsOf, parseOwnAddress } from "../../servers/http/own-address";
import type { Place } from "../../servers/http/request";
import type { Need } from "../targets/need";
import { Target } from "../targets/target";
import { newestUsers, signUp, uniqueUser } from "../targets/users";
import { AttackedServer } from "./attacked-server";
import { findRoutes, type Routes } from "./find-routes";
import type { OwnRoute, OwnServerFile } from "./own-server";
import { signIn } from "./sign-in";
import { type Body, filled } from "./unique-body";

/** Paths by which servers tell that they are well. */
const healthPaths = ["/healthz", "/health", "/livez", "/readyz", "/"];

/**
 * @throws UserError for an address of another machine that nobody has said is
 * theirs, for one where nobody answers, and for a login that does not work.
 */
export async function explore(own: OwnServerFile): Promise<AttackedServer> {
  const { url: typed = "", thisServerIsMine: isMine = false } = own;
  const given = { typed, isMine, deed: "an attack" };
  const { url, path } = parseOwnAddress(given);
  const named: OwnRoute[] = [
    ...(path ? [{ method: "GET" as const, path, public: false }] : []),
    ...own.routes,
  ];
  for (const host of await hostsOf(url, given)) {
    const at = { host, port: Number(url.port || 80) };
    const reply = await plainTarget(at).askAsStranger({ path: "/" });
    if (typeof reply !== "string") {
      return exploredAt(at, url.origin, { ...own, routes: named });
    }
  }
  throw new UserError(`Nobody at ${url.origin} answers: is it running?`, 1);
}

async function exploredAt(
  at: Place,
  url: string,
  own: OwnServerFile,
): Promise<AttackedServer> {
  const identity = await identify(at, own);
  const { credentials } = identity;
  const asked = plainTarget(at, credentials);
  const routes = await findRoutes(asked, own.routes);
  const health = await findHealth(asked, own, routes, url);
  const parts = {
    credentials,
    isHealthClosed: health.isClosed,
    claims: identity.claims,
  };
  const common = await commonNeeds(asked, credentials);
  const targetOf = (read: number, post: number): Target => {
    const [from, to] = [routes.reads[read], routes.posts[post]];
    const body: Body | undefined = to?.body;
    const [readPath, postPath] = [from?.path ?? "/", to?.path ?? "/"];
    return new Target(at, {
      ...parts,
      routes: { health: health.path, read: readPath, post: postPath },
      ...(body && { sample: () => filled(body) }),
      has: new Set<Need>([
        ...common,
        ...(from ? (["read"] as const) : []),
        ...(from?.isJson ? (["json"] as const) : []),
        ...(to ? (["post"] as const) : []),
        ...(body ? (["sample"] as const) : []),
      ]),
    });
  };
  const { skip } = own;
  const { renew } = identity;
  const found = await findUsers(at, { ...parts, health: health.path });
  const users = found && {
    path: found.path,
    target: new Target(at, {
      ...parts,
      users: found.path,
      routes: { health: health.path, read: found.path, post: found.path },
      has: new Set<Need>([...common, ...found.has]),
    }),
  };
  return new AttackedServer({ url, routes, targetOf, users, skip, renew });
}

interface Identity {
  /** The same object for the whole run: a new token stands in it at once. */
  readonly credentials: Record<string, string>;
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  readonly renew: () => Promise<void>;
}

/** Most tokens are good for longer. */
const RENEW_AFTER_MS = 120_000;

async function identify(at: Place, own: OwnServerFile): Promise<Identity> {
  const { login, headers } = own;
  const credentials = { ...headers };
  if (!login) return { credentials, claims: undefined, renew: async () => {} };
  const signedIn = await signIn(plainTarget(at), login);
  Object.assign(credentials, signedIn.headers);
  let since = performance.now();
  return {
    credentials,
    claims: signedIn.claims,
    async renew() {
      if (performance.now() - since < RENEW_AFTER_MS) return;
      since = performance.now();
      // It may be down for a moment: the old token is then tried once more.
      const again = await signIn(plainTarget(at), login).catch(() => undefined);
      Object.assign(credentials, again?.headers);
    },
  };
}

function plainTarget(
  at: Place,
  credentials: Readonly<Record<string, string>> = {},
): Target {
  const routes = { health: "/", read: "/", post: "/" };
  return new Target(at, { routes, credentials, has: new Set() });
}

async function findHealth(
  target: Target,
  { health }: OwnServerFile,
  { reads, refused }: Routes,
  url: string,
): Promise<{ path: string; isClosed: boolean }> {
  const paths = [
    ...(health ? [health] : healthPaths),
    ...reads.map(({ path }) => path),
  ];
  for (const path of paths) {
    const reply = await target.askAsStranger({ path });
    if (typeof reply !== "string" && reply.status === 200) {
      return { path, isClosed: false };
    }
  }
  for (const path of paths) {
    const answer = await target.send({ path });
    if (answer?.status === 200) return { path, isClosed: true };
  }
  const why =
    refused.length > 0
      ? `It refuses ${refused.join(", ")}: add --header "Name: value", or --login.`
      : "Name a route that does: --path /items";
  throw new UserError(
    `${url} answers, but none of ${paths.slice(0, 6).join(", ")} with 200. ${why}`,
    1,
  );
}

/** What has nothing to do with the routes that were found. */
async function commonNeeds(
  target: Target,
  credentials: Readonly<Record<string, string>>,
): Promise<Need[]> {
  const statusOf = async (message: Parameters<Target["ask"]>[0]) =>
    (await target.send(message))?.status ?? 0;
  const has: Need[] = [];
  if ((await statusOf({ path: "/reports/signups" })) === 200)
    has.push("report");
  const session = { method: "POST", path: "/sessions", body: uniqueUser() };
  if ((await statusOf(session)) === 401) has.push("sessions");
  if (Object.keys(credentials).length > 0) has.push("credentials");
  return has;
}

const usersPaths = ["/users", "/api/users", "/api/v1/users", "/v1/users"];

interface Users {
  readonly path: string;
  readonly has: readonly Need[];
}

/** Users that are signed up by a POST, and listed by a GET. */
async function findUsers(
  at: Place,
  { health, ...parts }: UsersParts,
): Promise<Users | undefined> {
  for (const path of usersPaths) {
    const target = new Target(at, {
      ...parts,
      users: path,
      routes: { health, read: path, post: path },
      has: new Set(),
    });
    if (!(await isWorkshopLike(target))) continue;
    const has: Need[] = ["users", "read", "json", "post", "sample"];
    if (await hasPages(target)) has.push("pages");
    if (await tellsLongest(target)) has.push("long list");
    return { path, has };
  }
  return undefined;
}

interface UsersParts {
  readonly credentials: Readonly<Record<string, string>>;
  readonly isHealthClosed: boolean;
  readonly health: string;
}

/** A sign-up of name, e-mail and password is listed, with a number for an id. */
async function isWorkshopLike(target: Target): Promise<boolean> {
  const user = uniqueUser();
  const created = await signUp(target, user);
  if (created?.status !== 201) return false;
  const users = await newestUsers(target).catch(() => []);
  return users.some(({ email }) => email === user.email);
}

async function hasPages(target: Target): Promise<boolean> {
  const all = await newestUsers(target, "limit=2").catch(() => []);
  const one = await newestUsers(target, "limit=1").catch(() => []);
  return all.length === 2 && one.length === 1;
}

/** It refuses a long page, or gives more than any page should hold. */
async function tellsLongest(target: Target): Promise<boolean> {
  const answer = await target.send({ path: "/users?limit=1001" });
  if (answer?.status !== 200) return true;
  const users = await newestUsers(target, "limit=1001").catch(() => []);
  return users.length > 1000;
}

// Finds out by asking which routes a server has, and which of them can be attacked.
import { UserError } from "../../servers/host/user-error";
import type { Answer, Message } from "../../servers/http/request";
import type { Target } from "../targets/target";
import { openApiPaths, routesIn } from "./openapi";
import type { OwnRoute } from "./own-server";
import { type Body, filled, guesses } from "./unique-body";

export interface Read {
  readonly path: string;
  readonly isJson: boolean;
  /** Whether a stranger is refused, who gets it with credentials. */
  readonly isClosed: boolean;
  readonly isPublic: boolean;
}

export interface Post {
  readonly path: string;
  /** One that it has accepted. */
  readonly body: Body | undefined;
}

export interface Routes {
  readonly reads: readonly Read[];
  readonly posts: readonly Post[];
  /** What refused us, with the status: "POST /items (401)". */
  readonly refused: readonly string[];
  /** Where they are from, in words. */
  readonly source: string;
}

/** Of those that nobody has named; each takes its share of the time. */
const MOST = 3;

const usualPaths = [
  ...["/users", "/items", "/products", "/orders", "/posts", "/todos", "/tasks"],
  ...["/notes", "/books"],
].flatMap((path) => [path, `/api${path}`, `/api/v1${path}`]);

/** @param named routes that the user has named; what is not there is looked for */
export async function findRoutes(
  target: Target,
  named: readonly OwnRoute[],
): Promise<Routes> {
  const seen = new Seen(target);
  const document = await documented(seen);
  const listed = document?.routes ?? [];
  const found = { reads: [] as Read[], posts: [] as Post[] };
  const gets = named.filter(({ method }) => method === "GET");
  const posts = named.filter(({ method }) => method === "POST");
  const paths = new Set([...(await linked(seen)), ...usualPaths, "/"]);
  const usual = [...paths].map(unnamed);
  const candidates = listed.length > 0 ? listed : usual;
  const readable = candidates.filter(({ method }) => method === "GET");

  found.reads = await firstOf(gets, (one) => seen.read(one), Infinity);
  if (gets.length === 0) {
    found.reads = await firstOf(readable, (one) => seen.read(one), MOST);
  }
  found.posts = await firstOf(posts, (one) => seen.post(one), Infinity);
  if (posts.length === 0) {
    const likely = listed.some(({ method }) => method === "POST")
      ? listed.filter(({ method }) => method === "POST")
      : candidates;
    found.posts = await firstOf(likely, (one) => seen.post(one), MOST);
  }
  const source = document ? document.path : "asking";
  return { ...found, refused: [...seen.refused], source };
}

async function firstOf<T>(
  routes: readonly OwnRoute[],
  look: (route: OwnRoute) => Promise<T | undefined>,
  most: number,
): Promise<T[]> {
  const found: T[] = [];
  for (const route of routes) {
    if (found.length >= most) break;
    const one = await look(route);
    if (one) found.push(one);
  }
  return found;
}

function unnamed(path: string): OwnRoute {
  return { method: "GET", path, public: true };
}

async function documented(seen: Seen) {
  for (const path of openApiPaths) {
    const answer = await seen.get(path);
    const routes = answer?.status === 200 ? routesIn(answer.text) : undefined;
    if (routes) return { path, routes };
  }
  return undefined;
}

/** The paths that the first page names, as JSON or as HTML. */
async function linked(seen: Seen): Promise<string[]> {
  const { text = "" } = (await seen.get("/")) ?? {};
  const paths = text.matchAll(
    /["'](?:https?:\/\/[^/"']+)?(\/[\w\-./]{1,80})["']/g,
  );
  const files = /\.(js|css|png|svg|ico|jpe?g|webp|woff2?|map|txt|xml)$/;
  return [...new Set([...paths].map(([, path = ""]) => path))]
    .filter((path) => path !== "/" && !files.test(path))
    .slice(0, 20);
}

const notThere = [404, 405, 410, 501];
const refusals = [401, 403, 407];

class Seen {
  readonly refused = new Set<string>();
  readonly #target: Target;
  readonly #answers = new Map<string, Promise<Answer | undefined>>();

  constructor(target: Target) {
    this.#target = target;
  }

  get(path: string): Promise<Answer | undefined> {
    const asked = this.#answers.get(path) ?? this.#send({ path });
    this.#answers.set(path, asked);
    return asked;
  }

  async read({ path, public: isPublic }: OwnRoute): Promise<Read | undefined> {
    const answer = await this.get(path);
    if (answer && refusals.includes(answer.status)) {
      this.refused.add(`GET ${path} (${answer.status})`);
    }
    if (answer?.status !== 200) return undefined;
    const stranger = await this.#target.askAsStranger({ path });
    const status = typeof stranger === "string" ? 0 : stranger.status;
    const isClosed = refusals.includes(status);
    const isJson = isJsonAnswer(answer);
    return { path, isJson, isClosed, isPublic };
  }

  async post({ path, method, body }: OwnRoute): Promise<Post | undefined> {
    if (method !== "POST" && !(await this.#mayTakePost(path))) return undefined;
    for (const each of body ? [body] : guesses) {
      const answer = await this.#send({
        method: "POST",
        path,
        body: filled(each),
      });
      if (!answer || notThere.includes(answer.status)) return undefined;
      if (refusals.includes(answer.status)) {
        this.refused.add(`POST ${path} (${answer.status})`);
        return undefined;
      }
      if (answer.status >= 300) continue;
      return { path, body: body ?? (await this.#trimmed(path, each, answer)) };
    }
    return { path, body: undefined };
  }

  /** Of a guess only what the server keeps: what it drops tells nothing of it. */
  async #trimmed(path: string, body: Body, { text }: Answer): Promise<Body> {
    const kept = Object.entries(body).filter(([name]) =>
      text.includes(JSON.stringify(name)),
    );
    const less = Object.fromEntries(kept);
    if (kept.length === 0) return body;
    const answer = await this.#send({
      method: "POST",
      path,
      body: filled(less),
    });
    return answer && answer.status < 300 ? less : body;
  }

  /** By Allow, where it is told; else a POST must not be answered as a GET is. */
  async #mayTakePost(path: string): Promise<boolean> {
    const options = await this.#send({ method: "OPTIONS", path });
    const allow = String(
      options?.headers.allow ??
        options?.headers["access-control-allow-methods"] ??
        "",
    );
    if (options?.headers.allow) return /\bPOST\b/.test(allow);
    const get = await this.get(path);
    const body = filled(guesses[0]);
    const post = await this.#send({ method: "POST", path, body });
    if (!post || notThere.includes(post.status)) return false;
    return post.status !== get?.status || post.text !== get.text;
  }

  /** @throws UserError (1) where the server has ended by what was asked. */
  async #assertUp({ method = "GET", path, body }: Message): Promise<void> {
    if ((await this.#target.health()) !== "no answer") return;
    const sent = body === undefined ? "" : ` ${JSON.stringify(body)}`;
    throw new UserError(
      `It crashed before the first fault: nobody answers any more after ${method} ${path}${sent}. Start it again, and name a body that it accepts in faults.json to try the rest.`,
      1,
    );
  }

  async #send(message: Message) {
    const answer = await this.#target.send(message);
    if (answer === undefined) await this.#assertUp(message);
    assertUnlimited(answer);
    return answer;
  }
}

function isJsonAnswer({ headers }: Answer): boolean {
  return /\bjson\b/.test(headers["content-type"] ?? "");
}

/** Somewhat more than all faults together ask in a minute. */
const REQUESTS = 10_000;

/** Refusals of a limit would be taken for refusals of what was wrong. */
function assertUnlimited(answer: Answer | undefined): void {
  const { headers = {}, status } = answer ?? {};
  const policy = String(headers["ratelimit-policy"] ?? headers.ratelimit ?? "");
  const limits = [
    /\b(?:q|limit)=(\d+)/.exec(policy)?.[1],
    headers["ratelimit-limit"],
    headers["x-ratelimit-limit"],
  ].flatMap((limit) => Number.parseInt(String(limit), 10) || []);
  if (status !== 429 && Math.min(...limits, Infinity) >= REQUESTS) return;
  throw new UserError(
    "It limits how often one client may ask, and would refuse most of this for that alone. Start it with a limit of 1000000 (RATE_LIMIT), and type this again.",
    1,
  );
}

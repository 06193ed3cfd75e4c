// Says before an attack what was found of a server, how much can be tried on it, and what would let it try more.
import type { Fault } from "../probe";
import type { Need } from "../targets/need";
import type { AttackedServer } from "./attacked-server";

/** What the user can give, and how. */
const remedies: Readonly<Partial<Record<Need, string>>> = {
  read: "--path /items",
  post: "--post /items",
  credentials: '--header "Name: value" or --login',
  sample: "a body that its POST accepts, in faults.json",
  users:
    "users that a POST of name, email and password to /users or /api/users signs up, and a GET lists",
};

export function describeCoverage(
  server: AttackedServer,
  faults: readonly Fault[],
): string[] {
  const missing = new Map<Need, number>();
  for (const fault of faults) {
    const need = server.missing(fault);
    if (need) missing.set(need, (missing.get(need) ?? 0) + 1);
  }
  const tried = faults.filter(
    (fault) => typeof server.applying(fault) !== "string",
  );
  const given = [...missing].flatMap(([need, count]) => {
    const remedy = remedies[need];
    return remedy === undefined ? [] : [`${remedy} (${count})`];
  });
  const own = missing.get("process") ?? 0;
  return [
    describeRoutes(server),
    `${tried.length} of ${faults.length} faults can be tried${own > 0 ? `; ${own} are only for a server that the workshop starts itself` : ""}.`,
    ...(given.length > 0 ? [`To try more, add: ${given.join(", ")}.`] : []),
  ];
}

function describeRoutes({ url, routes, usersPath }: AttackedServer): string {
  const { reads, posts, refused, source } = routes;
  const names = [
    ...reads.map(
      ({ path, isClosed }) => `GET ${path}${isClosed ? " (closed)" : ""}`,
    ),
    ...posts.map(({ path }) => `POST ${path}`),
    ...(usersPath === undefined ? [] : [`users at ${usersPath}`]),
  ];
  const found = names.length > 0 ? names.join(", ") : "no route";
  const closed =
    refused.length > 0 ? ` It refuses ${refused.slice(0, 3).join(", ")}.` : "";
  return `${url}: found ${found}, by ${source}.${closed}`;
}

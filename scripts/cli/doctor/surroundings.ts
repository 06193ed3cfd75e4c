// What else is on the machine: port 3000, services of later steps, variables.

import { findOnPath } from "../../servers/host/find-on-path";
import { askForPort, nextFreePort } from "../../servers/host/free-port";
import { findServices } from "../../servers/services/find-services";
import { findNginx } from "../../servers/services/nginx/find-nginx";
import { describeHolder, portHolder } from "../../servers/start/busy-port";
import { findBrowser } from "../../site/browser";
import type { Finding } from "./finding";

export async function surroundings(): Promise<Finding[]> {
  return [
    await port(3000),
    ...(await findServices()),
    ...programs.map(program),
    variables(),
  ];
}

/** Whether the port that steps take unless told otherwise is free. */
export async function port(number: number): Promise<Finding> {
  const what = `port ${number}`;
  const answer = await askForPort(number);
  if (answer === "free") return { what, found: "free" };
  const [holder, next] = await Promise.all([
    portHolder(number),
    nextFreePort(number),
  ]);
  const found = holder ? `taken by ${describeHolder(holder)}` : "taken";
  const remedy = `Steps run elsewhere too: npm run step 3 -- --port ${next}`;
  return { what, found, remedy };
}

const programs = [
  {
    what: "psql",
    find: () => findOnPath("psql"),
    use: "handy from step 7 on",
  },
  { what: "nginx", find: findNginx, use: "used in step 13" },
  { what: "chromium", find: findBrowser, use: "used for slides as PDF" },
];

/** Looked for where its user looks for it. */
function program({ what, find, use }: (typeof programs)[number]): Finding {
  return { what, found: find() ?? `none on the PATH (${use})` };
}

const telling = [
  ...["NODE_OPTIONS", "NODE_ENV", "NO_COLOR", "CI", "WORKSHOP_STATE"],
  ...["PORT", "HOST", "DATA_DIR", "SEED_USERS", "LOG_LEVEL", "API_KEY"],
  ...[
    "JWT_SECRET",
    "RATE_LIMIT",
    "DATABASE_URL",
    "REDIS_URL",
    "WORKSHOP_STORE",
  ],
];

/** Their names only: what they hold may be a secret. */
function variables(): Finding {
  const set = telling.filter((name) => process.env[name] !== undefined);
  return { what: "variables set", found: set.join(", ") || "none of ours" };
}

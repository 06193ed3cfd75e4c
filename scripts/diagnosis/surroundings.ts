// What else is on the machine: port 3000, services of later steps, variables.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describeHolder } from "../servers/busy-port";
import { portHolder } from "../servers/port-holder";
import { askForPort, nextFreePort } from "../servers/ports";
import type { Finding } from "./finding";

export async function surroundings(): Promise<Finding[]> {
  return [await port(3000), ...programs.map(program), variables()];
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
  { what: "psql", names: ["psql"], use: "handy from step 7 on" },
  { what: "redis-server", names: ["redis-server"], use: "used from step 9 on" },
  { what: "nginx", names: ["nginx"], use: "used in step 13" },
  {
    what: "chromium",
    names: ["chromium", "chromium-browser", "google-chrome", "chrome"],
    use: "used for slides as PDF",
  },
];

function program({ what, names, use }: (typeof programs)[number]): Finding {
  const found = names.map(findOnPath).find((path) => path !== undefined);
  return { what, found: found ?? `none on the PATH (${use})` };
}

function findOnPath(name: string): string | undefined {
  const { PATH = "" } = process.env;
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return PATH.split(delimiter)
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const telling = [
  ...["NODE_OPTIONS", "NODE_ENV", "NO_COLOR", "CI", "WORKSHOP_STATE"],
  ...["PORT", "HOST", "DATA_DIR", "SEED_USERS", "LOG_LEVEL", "API_KEY"],
  ...["JWT_SECRET", "RATE_LIMIT", "DATABASE_URL", "REDIS_URL"],
];

/** Their names only: what they hold may be a secret. */
function variables(): Finding {
  const set = telling.filter((name) => process.env[name] !== undefined);
  return { what: "variables set", found: set.join(", ") || "none of ours" };
}

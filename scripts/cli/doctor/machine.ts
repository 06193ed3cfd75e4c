// The machine for the doctor: its Node and npm, its memory, port 3000, the
// services of later steps, variables.
import { existsSync } from "node:fs";
import {
  availableParallelism,
  cpus,
  freemem,
  release,
  totalmem,
} from "node:os";
import { join, relative } from "node:path";
import { findOnPath } from "../../servers/host/find-on-path";
import { askForPort, nextFreePort } from "../../servers/host/free-port";
import { root } from "../../servers/host/paths";
import { setAside } from "../../servers/host/shell-variables";
import { findServices } from "../../servers/services/find-services";
import { findNginx } from "../../servers/services/nginx/find-nginx";
import { describeHolder, portHolder } from "../../servers/start/busy-port";
import { findBrowser } from "../../site/browser";

/** One line of the doctor's report. */
export interface Finding {
  /** What was looked at, as "memory". */
  readonly what: string;
  readonly found: string;
  /** What to do about it; none, where it is as it should be. */
  readonly remedy?: string;
  /** Without this, the workshop cannot run. */
  readonly essential?: boolean;
}

const oldest = [22, 15] as const;
const pinned = 24;

export function runtime(): Finding[] {
  return [node(), npm(), system(), memory()];
}

/** The package pins a fast Node; any other serves, at a price. */
export function node(
  version = process.versions.node,
  executable = process.execPath,
): Finding {
  const what = "node";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const own = !relative(join(root, "node_modules"), executable).startsWith(
    "..",
  );
  const found = `v${version}, ${own ? "from the package" : "from the system"}`;
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    const remedy = `The workshop needs ${oldest.join(".")} or newer. Install Node ${pinned}, then type: npm ci`;
    return { what, found, remedy, essential: true };
  }
  if (major >= pinned) return { what, found };
  const cost = `The workshop is measured on Node ${pinned}: figures on Node ${major} differ from those in the lessons.`;
  const installed = existsSync(join(root, "node_modules", "node", "bin"));
  const way = installed
    ? "The package's own Node runs what is started as: npm run …"
    : `Install Node ${pinned}, or let the package bring it: npm ci`;
  return { what, found, remedy: `${cost} ${way}` };
}

/** As in "npm/11.19.1 node/v20.20.2 linux x64 workspaces/false". */
function npm(agent = process.env.npm_config_user_agent ?? ""): Finding {
  const [, version, ofNode] = /^npm\/(\S+) node\/(\S+)/.exec(agent) ?? [];
  const found = version ? `${version}, on node ${ofNode}` : "not in use here";
  return { what: "npm", found };
}

function system(): Finding {
  const found = [
    `${process.platform} ${release()} ${process.arch}`,
    `${cpus().length} CPUs, ${availableParallelism()} for this process`,
  ];
  return { what: "system", found: found.join("; ") };
}

const littleMemory = 500e6;

function memory(): Finding {
  const found = `${gigabytes(freemem())} of ${gigabytes(totalmem())} GB free`;
  if (freemem() >= littleMemory) return { what: "memory", found };
  const remedy = "Numbers will be poor below 0.5 GB: close other programs.";
  return { what: "memory", found, remedy };
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

export async function surroundings(): Promise<Finding[]> {
  return [
    await port(3000),
    ...(await findServices()),
    ...programs.map(program),
    variables(),
    ...othersVariables(setAside),
  ];
}

/** Whether the port that steps take unless told otherwise is free. */
async function port(number: number): Promise<Finding> {
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

/** What the shell has set for other programs: here it does no harm. */
export function othersVariables(names: readonly string[]): Finding[] {
  if (names.length === 0) return [];
  const finding = {
    what: "set aside",
    found: `${names.join(", ")}: set for other programs, not used here`,
  };
  const hasProxy = names.some((name) => /^(http|all)_proxy$/.test(name));
  if (!hasProxy || names.some((name) => /^no_proxy$/i.test(name))) {
    return [finding];
  }
  const remedy =
    "curl asks that proxy for localhost as well. Type: export no_proxy=localhost,127.0.0.1";
  return [{ ...finding, remedy }];
}

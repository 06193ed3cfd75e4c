// Which Node runs this, which one npm has, and on what machine.
import { existsSync } from "node:fs";
import {
  availableParallelism,
  cpus,
  freemem,
  release,
  totalmem,
} from "node:os";
import { join, relative } from "node:path";
import { root } from "../../servers/host/paths";
import type { Finding } from "./finding";

const oldest = [20, 19] as const;
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
  const cost = `Express 5 answers 2 to 4 times as many requests on Node ${pinned} as on Node 20.`;
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

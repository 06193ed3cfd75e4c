// Puts together what was typed about a server of the user's own, and what stands in faults.json.
import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import {
  emptyFile,
  type OwnRoute,
  type OwnServerFile,
  parseLogin,
  readOwnServerFile,
} from "../../probes/own/own-server";
import { parseWays } from "../../probes/results/baseline";
import { info } from "../../servers/host/terminal";
import { UserError } from "../../servers/host/user-error";

export interface OwnOptions {
  readonly url?: string;
  readonly config?: string;
  readonly thisServerIsMine?: boolean;
  /** The same, by the name that it also has. */
  readonly iOwnThisServer?: boolean;
  readonly header?: Readonly<Record<string, string>>;
  readonly path?: readonly string[];
  readonly post?: readonly string[];
  readonly login?: string;
  readonly report?: string;
  readonly failOn?: string;
  readonly baseline?: string;
}

/**
 * What was typed comes before the file. Paths of the file are relative to it,
 * those that were typed to where they were typed.
 *
 * @throws UserError where no server is named, or the file is wrong.
 */
export function ownServerOf(options: OwnOptions): OwnServerFile {
  const file = fileOf(options);
  const said = file ? relativeTo(file, readOwnServerFile(file)) : emptyFile;
  const url = options.url ?? said.url;
  if (url === undefined) {
    throw new UserError(`${file} names no url, and neither does --url.`);
  }
  const { thisServerIsMine, iOwnThisServer, header, login, failOn } = options;
  const isMine = thisServerIsMine ?? iOwnThisServer ?? said.thisServerIsMine;
  const report = options.report ? typedPath(options.report) : said.report;
  assertNotTheFile(report);
  const baseline = options.baseline
    ? typedPath(options.baseline)
    : said.baseline;
  return {
    ...said,
    url,
    headers: { ...said.headers, ...header },
    routes: [...routesOf(options), ...said.routes],
    ...(isMine !== undefined && { thisServerIsMine: isMine }),
    ...(login !== undefined && { login: parseLogin(login) }),
    ...(failOn !== undefined && { failOn: parseWays(failOn) }),
    ...(report !== undefined && { report }),
    ...(baseline !== undefined && { baseline }),
  };
}

/** Without --config the one that lies where the command was typed. */
function fileOf({ config }: OwnOptions): string | undefined {
  if (config !== undefined) return typedPath(config);
  const near = typedPath("faults.json");
  if (!existsSync(near)) return undefined;
  info(`Reads ${near}.`);
  return near;
}

/** A report is a page and a file of JSON beside it. */
function assertNotTheFile(report: string | undefined): void {
  if (!/^faults(\.html?|\.json)?$/.test(basename(report ?? ""))) return;
  throw new UserError(
    "faults.json is the file that says what your server has: give the report another name, as in --report faults-report.html",
  );
}

/** npm moves to the repository, and says where it was typed. */
function typedPath(typed: string): string {
  return resolve(process.env.INIT_CWD ?? "", typed);
}

function relativeTo(file: string, said: OwnServerFile): OwnServerFile {
  const { report, baseline } = said;
  const at = (path: string) => resolve(dirname(file), path);
  return {
    ...said,
    ...(report !== undefined && { report: at(report) }),
    ...(baseline !== undefined && { baseline: at(baseline) }),
  };
}

function routesOf({ path = [], post = [] }: OwnOptions): OwnRoute[] {
  return [
    ...path.map((one) => route("GET", "--path", one)),
    ...post.map((one) => route("POST", "--post", one)),
  ];
}

function route(
  method: OwnRoute["method"],
  option: string,
  path: string,
): OwnRoute {
  if (path.startsWith("/")) return { method, path, public: false };
  throw new UserError(`"${path}" is not a path. Type it as: ${option} /items`);
}

// What the user says of a server of their own: typed, or in a file faults.json.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../../servers/host/user-error";
import { falls } from "../verdict";

const Path = z.string().startsWith("/");

export const OwnRoute = z.strictObject({
  method: z.enum(["GET", "POST"]).default("GET"),
  path: Path,
  /** A body that it accepts; {{unique}} in a text is another one each time. */
  body: z.record(z.string(), z.json()).optional(),
  /** Whether strangers may read it, though the server knows credentials. */
  public: z.boolean().default(false),
});
export type OwnRoute = z.infer<typeof OwnRoute>;

const RouteLine = z
  .string()
  .regex(/^(GET|POST) \//, 'write it as "GET /items"')
  .transform((line) => {
    const [method, path = "/"] = line.split(" ");
    return OwnRoute.parse({ method, path });
  });

export const Login = z.strictObject({
  method: z.enum(["POST", "PUT", "GET"]).default("POST"),
  path: Path,
  headers: z.record(z.string(), z.string()).default({}),
  body: z.json().optional(),
  /** The member of the answer that holds the token; else it is looked for. */
  token: z.string().optional(),
});
export type Login = z.infer<typeof Login>;

export const OwnServerFile = z.strictObject({
  url: z.string().optional(),
  thisServerIsMine: z.boolean().optional(),
  /** Answers 200 while the server is well. */
  health: Path.optional(),
  headers: z.record(z.string(), z.string()).default({}),
  login: Login.optional(),
  routes: z.array(z.union([RouteLine, OwnRoute])).default([]),
  /** Faults that are left out, each with the reason. */
  skip: z.record(z.string(), z.string().min(1)).default({}),
  failOn: z.array(z.enum(falls)).optional(),
  /** Relative to the folder of this file, as the next. */
  baseline: z.string().optional(),
  report: z.string().optional(),
});
export type OwnServerFile = z.infer<typeof OwnServerFile>;

export const emptyFile: OwnServerFile = OwnServerFile.parse({});

/** @throws UserError in one line, for a file that is missing or wrong. */
export function readOwnServerFile(file: string): OwnServerFile {
  const parsed = OwnServerFile.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.length ? `, ${issue.path.join(".")}` : "";
  throw new UserError(`${file}${where}: ${issue?.message}.`);
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UserError(`There is no file ${file} that can be read.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const [why] = String(error instanceof Error && error.message).split("\n");
    throw new UserError(`${file} is not JSON: ${why}.`);
  }
}

/**
 * `/login {"email": …}` as it is typed to --login.
 *
 * @throws UserError for anything else.
 */
export function parseLogin(typed: string): Login {
  const [, path, body] = /^(?:POST )?(\/\S*)(?:\s+(.+))?$/s.exec(typed) ?? [];
  try {
    return Login.parse({ path, ...(body && { body: JSON.parse(body) }) });
  } catch {
    throw new UserError(
      `--login is a path and a body of JSON: --login '/login {"email":"ada@example.com","password":"…"}'`,
    );
  }
}

// Proves that temporary folders are this user's alone, and that none is left behind.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { typescriptArgs } from "../start/child-environment";
import { LineReader } from "../start/fixtures/line-reader";
import { ownFolders } from "./temporary-folder";

let parent: string;
beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), "parent-")));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** A process that makes folders in `parent`, and where these are. */
async function start() {
  const file = join(__dirname, "fixtures", "makes-folders.ts");
  const child = spawn(process.execPath, [...typescriptArgs(), file], {
    env: { ...process.env, TMPDIR: parent },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [folder, address]: string[] = JSON.parse(
    await new LineReader(child).next(),
  );
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await once(child, "exit");
  };
  return { folder: folder ?? "", address: address ?? "", end };
}

describe("a temporary folder", () => {
  test("may be entered by its user alone, and goes with its process", async () => {
    const { folder, address, end } = await start();

    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(dirname(folder)).toBe(parent);
    await end("SIGTERM");

    expect([folder, dirname(address)].some(existsSync)).toBe(false);
  });

  test("of a process that was killed goes with the next one's first", async () => {
    const killed = await start();
    await killed.end("SIGKILL");
    expect(existsSync(killed.folder)).toBe(true);

    const living = await start();
    const next = await start();

    expect(existsSync(killed.folder)).toBe(false);
    expect(existsSync(dirname(killed.address))).toBe(false);
    expect(existsSync(living.folder)).toBe(true);
    await Promise.all([living.end("SIGTERM"), next.end("SIGTERM")]);
  });

  test("is not what others can enter, or a link, whatever its name", () => {
    const name = (kind: string) => join(parent, `workshop-1-${kind}-abcdef`);
    mkdirSync(name("own"), { mode: 0o700 });
    mkdirSync(name("open"));
    chmodSync(name("open"), 0o755);
    symlinkSync(name("own"), name("link"));

    expect(ownFolders(parent)).toEqual([{ path: name("own"), isInUse: true }]);
    expect(ownFolders(parent, "open")).toEqual([]);
  });
});

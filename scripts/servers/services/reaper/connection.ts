// A local socket for a keeper: one that only this user reaches, and nobody guesses.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isSystemError } from "../../host/system-error";
import { UserError } from "../../host/user-error";

// A socket's path may have 103 bytes on macOS, whose temporary folder is long.
const longestPath = 103;
const folderName = "workshop-keeper-";
const socketName = "keeper";

export function newAddress(): string {
  if (process.platform === "win32") {
    return `\\\\.\\pipe\\${folderName}${randomUUID()}`;
  }
  const longest = join(tmpdir(), `${folderName}XXXXXX`, socketName);
  const parent = longest.length <= longestPath ? tmpdir() : "/tmp";
  return join(mkdtempSync(join(parent, folderName)), socketName);
}

/** Removes what a keeper that was killed could not remove itself. */
export function removeAddress(address: string): void {
  const folder = dirname(address);
  if (!basename(folder).startsWith(folderName)) return;
  rmSync(folder, { recursive: true, force: true });
}

/**
 * A connection to the keeper; undefined if no process listens there any more,
 * which the system knows for certain, unlike the owner of a process number.
 *
 * @throws UserError (1) where the keeper is another user's.
 */
export function reach(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.off("error", fail).on("error", () => socket.destroy());
      resolve(socket);
    });
    socket.once("error", fail);

    function fail(error: Error) {
      const code = isSystemError(error) ? error.code : undefined;
      if (code && dead.includes(code)) resolve(undefined);
      else if (code === "EACCES") reject(anothersKeeper());
      else reject(error);
    }
  });
}

// Nobody listens, nothing is there, or it died while it was asked.
const dead = ["ECONNREFUSED", "ENOENT", "ECONNRESET"];

function anothersKeeper(): UserError {
  return new UserError(
    "The services of this workshop's folder were started by another user. Use a copy of the folder that is your own.",
    1,
  );
}

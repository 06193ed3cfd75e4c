// A local socket between processes of this machine: where it is, and JSON lines over it.
import { randomUUID } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

// A socket's path may have 103 bytes on macOS, whose temporary folder is long.
const longestPath = 103;
const prefix = "workshop-";
const socketName = "socket";
const open = new Set<string>();

/**
 * An address to listen on that only this user can reach. It
 * is removed at the end of this process, unless `removeAddress` was first.
 */
export function newAddress(name: string): string {
  if (process.platform === "win32") {
    return `\\\\.\\pipe\\${prefix}${name}-${randomUUID()}`;
  }
  const address = join(newSocketFolder(name, socketName), socketName);
  if (open.size === 0) process.once("exit", removeAll);
  open.add(address);
  return address;
}

/** Also another process's, which was killed and could not remove it itself. */
export function removeAddress(address: string): void {
  open.delete(address);
  if (open.size === 0) process.off("exit", removeAll);
  const folder = dirname(address);
  if (process.platform === "win32" || !basename(folder).startsWith(prefix)) {
    return;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** A new folder `workshop-NAME-…`, in which that socket's path is short enough. */
export function newSocketFolder(name: string, socket: string): string {
  const [parent = "/tmp"] = socketFolderParents().filter((candidate) => {
    const longest = join(candidate, `${prefix}${name}-XXXXXX`, socket);
    return Buffer.byteLength(longest) <= longestPath;
  });
  return mkdtempSync(join(parent, `${prefix}${name}-`));
}

/** Where such folders may be, the preferred one first. */
export function socketFolderParents(): string[] {
  const parents = [realpathSync(tmpdir())];
  if (process.platform !== "win32") parents.push(realpathSync("/tmp"));
  return [...new Set(parents)];
}

function removeAll(): void {
  for (const address of open) removeAddress(address);
}

/**
 * Handles a socket's JSON values, one a line.
 *
 * Not node:readline, which throws a socket's errors a second time, past the
 * socket's own handler. What follows the last line end is never handled: its
 * sender ended in the middle of it. The other end is ours, so that a message
 * is taken for what it says it is.
 */
export function onJsonLine<T>(
  socket: Socket,
  handle: (message: T) => void,
): void {
  let begun = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (begun + chunk).split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) handle(JSON.parse(line));
  });
}

/** Sends one; nothing, where the other end is gone. */
export function sendJsonLine(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

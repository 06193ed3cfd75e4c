// A local socket between processes of this machine: where it is, and JSON lines over it.
import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import {
  newFolder,
  type TemporaryFolder,
  temporaryFolder,
  temporaryParent,
} from "./temporary-folder";

// A socket's path may have 103 bytes on macOS, whose temporary folder is long.
const longestPath = 103;
const socketName = "socket";
const open = new Map<string, TemporaryFolder>();

/**
 * An address to listen on that only this user can reach. It
 * is removed at the end of this process, unless `removeAddress` was first.
 */
export function newAddress(name: string): string {
  if (process.platform === "win32") {
    return `\\\\.\\pipe\\workshop-${name}-${randomUUID()}`;
  }
  const parent = socketParent(name, socketName);
  const folder = temporaryFolder(name, parent);
  const address = join(folder.path, socketName);
  open.set(address, folder);
  return address;
}

export function removeAddress(address: string): void {
  open.get(address)?.remove();
  open.delete(address);
}

/** A new folder in which that socket's path is short enough; its maker removes it. */
export function newSocketFolder(name: string, socket: string): string {
  return newFolder(name, socketParent(name, socket));
}

function socketParent(name: string, socket: string): string {
  const folder = `workshop-${process.pid}-${name}-XXXXXX`;
  const [parent = "/tmp"] = socketFolderParents().filter(
    (candidate) =>
      Buffer.byteLength(join(candidate, folder, socket)) <= longestPath,
  );
  return parent;
}

/** Where such folders may be, the preferred one first. */
export function socketFolderParents(): string[] {
  const parents = [temporaryParent()];
  if (process.platform !== "win32") parents.push(realpathSync("/tmp"));
  return [...new Set(parents)];
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

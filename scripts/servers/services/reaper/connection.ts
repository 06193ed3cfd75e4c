// A command's connection to a reaper: it holds the service for as long as it is open.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { withDeadline } from "../../host/deadline";
import { onJsonLine } from "../../host/local-socket";
import { isSystemError } from "../../host/system-error";
import { info } from "../../host/terminal";
import { UserError } from "../../host/user-error";
import { type Details, Message, type SharedService } from "./protocol";

/**
 * A connection to the reaper; undefined if no process listens there any more,
 * which the system knows for certain, unlike the owner of a process number.
 *
 * @throws UserError (1) where the reaper is another user's.
 */
export function connectTo(address: string): Promise<Socket | undefined> {
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
      else if (code === "EACCES") reject(anotherUsers());
      else reject(error);
    }
  });
}

// Nothing listens, nothing is there, or the reaper died just then.
const dead = ["ECONNREFUSED", "ENOENT", "ECONNRESET"];

function anotherUsers(): UserError {
  return new UserError(
    "The services of this workshop's folder were started by another user. Use a copy of the folder that is your own.",
    1,
  );
}

/**
 * How to reach the service, as the reaper says; undefined if it closes the
 * connection instead.
 *
 * @throws UserError (1) if the service cannot be started.
 */
export function readReply(
  service: SharedService,
  socket: Socket,
  longestMs: number,
): Promise<Details | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      fail(`${service} does not start: no answer in ${longestMs} ms.`);
    }, longestMs);
    socket.once("close", () => settle(() => resolve(undefined)));
    onJsonLine(socket, (line) => {
      const message = Message.parse(line);
      if ("note" in message) info(message.note);
      else if ("failed" in message) fail(message.failed);
      else settle(() => resolve(message.ready));
    });

    function fail(reason: string) {
      settle(() => reject(new UserError(reason, 1)));
      socket.destroy();
    }

    function settle(how: () => void) {
      clearTimeout(timer);
      how();
    }
  });
}

const longestReleaseMs = 10_000;

/**
 * Closes the connection in order. Resolves when the reaper has closed it as
 * well: at once if other commands hold the service, otherwise when the service
 * has ended. Not after more than ten seconds.
 */
export async function release(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const closed = once(socket, "close");
  socket.ref().resume().end();
  await withDeadline(longestReleaseMs, closed);
  socket.destroy();
}

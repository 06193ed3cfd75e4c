// Hears what a keeper answers: how to reach the service, or why it cannot be had.
import type { Socket } from "node:net";
import { info } from "../../host/terminal";
import { UserError } from "../../host/user-error";
import { type Details, onMessage } from "./protocol";
import type { KeptService } from "./services";

/**
 * The answer; undefined if the connection is closed instead.
 *
 * @throws UserError (1) if the service cannot be started.
 */
export function hear(
  service: KeptService,
  socket: Socket,
  longestMs: number,
): Promise<Details | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      fail(`${service} does not start: no answer in ${longestMs} ms.`);
    }, longestMs);
    socket.once("close", () => settle(() => resolve(undefined)));
    onMessage(socket, (message) => {
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

// Many sign-ups that a server has begun to handle, all at once.
import {
  type Address,
  holdUpload,
  type Message,
  type Upload,
} from "../../servers/http/request";
import { signUpMessage } from "./users";

/** Whom they are sent to, and with what credentials. */
export interface SignUpsTo {
  readonly at: Address;
  withCredentials(message: Message): Message;
}

/** Sign-ups that the server has all begun to handle, and none has a body yet. */
export function holdSignUps(
  to: SignUpsTo,
  details: readonly object[],
): Promise<Upload[]> {
  const messages = details.map((body) =>
    to.withCredentials(signUpMessage(body)),
  );
  return Promise.all(messages.map((message) => holdUpload(to.at, message)));
}

// Says anything at all on a connection of its own, HTTP or not, and hears what comes back.
import { connect } from "node:net";
import { type Address, addressOf } from "./exchange";

export interface Heard {
  /** All that came, as one text. */
  readonly text: string;
  /** How the connection ended; "open" if this side gave it up. */
  readonly end: "closed" | "reset" | "open";
}

export interface TalkOptions {
  /** Closes this side's half once all is said, as `FIN` does. */
  readonly halfClose?: boolean;
  /** Heard enough: hangs up. */
  readonly until?: (text: string) => boolean;
  readonly timeoutMs?: number;
}

export function sendRaw(
  at: Address,
  said: string | Uint8Array,
  options: TalkOptions = {},
): Promise<Heard> {
  const {
    halfClose = false,
    until = () => false,
    timeoutMs = 15_000,
  } = options;
  return new Promise((resolve) => {
    const socket = connect(addressOf(at));
    let text = "";
    const settle = (end: Heard["end"]) => {
      clearTimeout(timer);
      resolve({ text, end });
      socket.destroy();
    };
    const timer = setTimeout(() => settle("open"), timeoutMs);
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
      if (until(text)) settle("open");
    });
    socket.once("end", () => settle("closed"));
    socket.once("close", () => settle("closed"));
    socket.on("error", () => settle("reset"));
    if (halfClose) socket.end(said);
    else socket.write(said);
  });
}

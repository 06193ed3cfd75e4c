// Ends a long-running command in order, whatever it is that asks it to end.
import { constants } from "node:os";
import { onParentExit } from "./when-parent-ends";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Ending {
  /** Whether the end has begun. */
  begun: boolean;
}

/**
 * On Ctrl-C, a signal, a closed terminal or the parent's death: calls `stop`,
 * then exits with the code that shells use for that signal. Asked a second
 * time, it exits at once; the link sees to the servers.
 */
export function onShutdown(stop: () => Promise<void>): Ending {
  const ending: Ending = { begun: false };
  const end = (code: number) => {
    if (ending.begun) process.exit(code);
    ending.begun = true;
    void stop().finally(() => process.exit(code));
  };
  for (const signal of signals) {
    process.on(signal, () => end(128 + constants.signals[signal]));
  }
  onParentExit(() => end(1));
  return ending;
}

// The reader's terminal: one shell, in which a lesson's commands run in turn.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { findOutput } from "./printed";
import { PrintedText } from "./printed-text";
import { killGroup, startShell } from "./shell";

export interface ShellSession {
  /**
   * What the command prints, standard error included, once it has ended.
   *
   * @throws Error with that, if it does not end, or ends the shell
   */
  run(command: string): Promise<string>;
  /** Ends the shell, and whatever it may have left behind. */
  close(): Promise<void>;
}

export function openShell(
  shell: string,
  env: NodeJS.ProcessEnv,
  patienceMs = 60_000,
): ShellSession {
  const child = startShell(shell, [], env);
  const closed = once(child, "close");
  const printed = new PrintedText(child.stdout);
  const mark = randomUUID();
  return {
    async run(command) {
      child.stdin.write(marked(command, mark));
      const isMarked = (text: string) => findOutput([mark], text);
      const { before } = await printed.take(isMarked, patienceMs);
      return before.replace(/\n$/, "");
    },
    async close() {
      killGroup(child);
      await closed;
    },
  };
}

/** The command, behind which the mark is printed, and `$?` is as it was. */
function marked(command: string, mark: string): string {
  const quoted = `'${command.replaceAll("'", "'\\''")}'`;
  return [
    `eval ${quoted} </dev/null 2>&1`,
    `lesson_status=$?; printf '\\n%s\\n' ${mark}; (exit $lesson_status)`,
    "",
  ].join("\n");
}

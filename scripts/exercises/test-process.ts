// A process for Jest that is up before it is told which exercise to test.
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { openLink } from "../servers/start/link";

export interface TestProcess {
  readonly child: ChildProcess;
  /** Ends it, if it has not ended; resolves when it is gone. */
  end(): Promise<void>;
}

/**
 * Starts the process, which loads Jest and waits. It ends with this one,
 * however that ends, even while it is caught in an endless loop itself.
 */
export async function startTestProcess(): Promise<TestProcess> {
  const link = await openLink({ onListening() {} });
  const child = fork(join(__dirname, "jest-process.js"), {
    // An endless loop that fills the memory ends before the machine suffers.
    execArgv: ["--max-old-space-size=1024"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      // Matchers write their messages in colour if the terminal has it.
      FORCE_COLOR: "0",
      WORKSHOP_LINK: link.address,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  return {
    child,
    async end() {
      process.off("exit", kill);
      kill();
      await link.close();
    },
  };
}

/** The process of the next run, up before it is needed. */
export class SpareProcess {
  #next: Promise<TestProcess> | undefined;

  prepare(): void {
    this.#next ??= startTestProcess();
  }

  async take(): Promise<TestProcess> {
    const ready = await this.#next;
    this.#next = undefined;
    if (ready?.child.connected) return ready;
    await ready?.end(); // Somebody has ended it.
    return startTestProcess();
  }

  async end(): Promise<void> {
    await (await this.#next)?.end();
  }
}

// Processes for Jest: up before they are told which exercise to test, and used
// for one after another where that is safe.
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { openLink } from "../servers/start/link";
import { isTestEvent } from "./test-events";

export interface TestProcess {
  readonly child: ChildProcess;
  /** The run is over. Resolves when the process is gone, or kept for the next. */
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
  const closed = new Promise((resolve) => child.once("close", resolve));
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  return {
    child,
    async end() {
      process.off("exit", kill);
      kill();
      await closed; // With all that it wrote.
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

/**
 * Processes that run the tests of one target after another: most of a run's
 * time is Node's and Jest's start. One whose run leaves something open, or does
 * not come to its end, is not used again.
 */
export class ProcessPool {
  readonly #idle: TestProcess[] = [];

  readonly take = async (): Promise<TestProcess> => {
    const process = await this.#next();
    const { child } = process;
    let isReusable = false;
    const listen = (message: unknown) => {
      if (!isTestEvent(message)) return;
      isReusable = message.event === "end" && message.isReusable;
    };
    child.on("message", listen);
    return {
      child,
      end: async () => {
        child.off("message", listen);
        if (isReusable) this.#idle.push(process);
        else await process.end();
      },
    };
  };

  async #next(): Promise<TestProcess> {
    for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
      if (kept.child.connected) return kept;
      await kept.end();
    }
    return startTestProcess();
  }

  async end(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((process) => process.end()));
  }
}

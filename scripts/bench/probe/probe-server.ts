// The harness's end of the probe: asks every process of a server at once, also when it is at rest.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withDeadline } from "../../servers/host/deadline";
import {
  newAddress,
  onJsonLine,
  removeAddress,
  sendJsonLine,
} from "../../servers/host/local-socket";
import { UserError } from "../../servers/host/user-error";
import {
  cpuMsOf,
  type FromProbe,
  PROBE_ADDRESS,
  type ProcessSnapshot,
  ToProbe,
} from "./snapshot";

export interface Probe {
  /** For the server's `execArgv`, after the compiler. */
  readonly execArgv: readonly string[];
  /** For the server's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The processes connected now. */
  pids(): number[];
  /**
   * Resolves when so many processes are connected.
   *
   * @throws Error after `timeoutMs` (5 000 unless given).
   */
  connected(count: number, timeoutMs?: number): Promise<void>;
  /**
   * A snapshot of each process connected now; those that end meanwhile are left
   * out. `resetDelay` resets the loop delay, as at the start of a window.
   *
   * @throws Error for a process that does not answer within `timeoutMs` (5 000
   * unless given): its event loop is blocked.
   */
  snapshot(options?: {
    resetDelay?: boolean;
    timeoutMs?: number;
  }): Promise<ProcessSnapshot[]>;
  close(): Promise<void>;
}

/** Listens on a local socket of its own; one probe serves one server. */
export async function openProbe(): Promise<Probe> {
  const processes = new Set<ProbedProcess>();
  const server = createServer((socket) => {
    const probed = new ProbedProcess(socket, () => server.emit("hello"));
    processes.add(probed);
    socket.on("close", () => processes.delete(probed));
  });
  const address = newAddress("probe");
  server.listen(address);
  await once(server, "listening");
  const known = (): ProbedProcess[] =>
    [...processes].filter(({ pid }) => pid !== undefined);
  return {
    execArgv: ["-r", join(__dirname, "preload.ts")],
    env: { [PROBE_ADDRESS]: address },
    pids: () => known().flatMap(({ pid }) => pid ?? []),
    async connected(count, timeoutMs = 5000) {
      const signal = AbortSignal.timeout(timeoutMs);
      while (known().length < count) await once(server, "hello", { signal });
    },
    async snapshot({ resetDelay = false, timeoutMs = 5000 } = {}) {
      const asked = known().map((probed) => probed.ask(resetDelay, timeoutMs));
      return (await Promise.all(asked)).filter((given) => given !== undefined);
    },
    async close() {
      for (const { socket } of processes) socket.destroy();
      server.close();
      await once(server, "close");
      removeAddress(address);
    },
  };
}

class ProbedProcess {
  readonly socket: Socket;
  pid: number | undefined;
  #asked = 0;
  readonly #waiting = new Map<number, (snapshot?: ProcessSnapshot) => void>();

  constructor(socket: Socket, onHello: () => void) {
    this.socket = socket;
    socket.on("error", () => {});
    socket.on("close", () => this.#giveUp());
    onJsonLine(socket, (value) => {
      const message = ToProbe.parse(value);
      if ("hello" in message) {
        this.pid = message.hello.pid;
        onHello();
      } else {
        this.#waiting.get(message.snapshot)?.(message.process);
        this.#waiting.delete(message.snapshot);
      }
    });
  }

  /** Undefined if the process ends instead of answering. */
  async ask(
    resetDelay: boolean,
    timeoutMs: number,
  ): Promise<ProcessSnapshot | undefined> {
    const question: FromProbe = { snapshot: ++this.#asked, resetDelay };
    const answer = new Promise<ProcessSnapshot | undefined>((resolve) => {
      this.#waiting.set(question.snapshot, resolve);
    });
    sendJsonLine(this.socket, question);
    const first = await withDeadline(timeoutMs, answer);
    if (first !== "late") return first;
    throw new Error(
      `process ${this.pid} did not answer the probe within ${timeoutMs} ms: ` +
        "its event loop is blocked",
    );
  }

  #giveUp(): void {
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}

const BETWEEN_MS = 15;
/** More CPU time than this in between, over all processes, is work. */
const IDLE_CPU_MS = 5;
const LONGEST_MS = 3000;

/**
 * A snapshot of a server at rest: what it does after its last response, such as
 * writing its log, belongs to the window that made it do so. A server that never rests is looked
 * into all the same, after three seconds.
 *
 * @throws UserError (1) for a process whose event loop is blocked.
 */
export async function restingSnapshot(
  probe: Probe,
  name: string,
  { resetDelay = false }: { resetDelay?: boolean } = {},
): Promise<ProcessSnapshot[]> {
  const deadline = performance.now() + LONGEST_MS;
  try {
    let before = await probe.snapshot();
    for (;;) {
      await delay(BETWEEN_MS);
      const now = await probe.snapshot();
      const worked = cpuMsOf(now) - cpuMsOf(before);
      if (worked < IDLE_CPU_MS || performance.now() > deadline) {
        return resetDelay ? await probe.snapshot({ resetDelay }) : now;
      }
      before = now;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${name} hangs: ${reason}`, 1);
  }
}

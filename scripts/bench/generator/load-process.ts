// Runs a load in a process of its own, so that it shares no event loop.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../../workshop/paths";
import { FromLoad, type ToLoad } from "./load-messages";
import { LoadPlan, type LoadPlanInput } from "./plan";
import type { WindowResult } from "./window-result";

/** A load that has warmed up; nothing of it is in flight. */
export interface WarmLoad {
  readonly pid: number;
  /** Undefined where the plan has no warm-up. */
  readonly warmup: WindowResult | undefined;
  /**
   * Runs one measured window; may be called again. When it resolves, nothing
   * is in flight (closed loop: but what autocannon cut off at its end).
   *
   * @throws Error where the client failed: its figures would mean nothing.
   */
  measure(): Promise<WindowResult>;
  /** Ends the process, in the middle of a window too. */
  stop(): Promise<void>;
}

/**
 * Starts the process and resolves when it has warmed up. It ends with this one,
 * whatever ends this one.
 *
 * @throws Error where the client failed; ZodError for an impossible plan.
 */
export async function startLoad(input: LoadPlanInput): Promise<WarmLoad> {
  const plan = LoadPlan.parse(input);
  const child = fork(join(__dirname, "load-child.ts"), {
    execArgv: [
      // Of autocannon's, where a time-out is a little late.
      "--disable-warning=TimeoutNegativeWarning",
      "-r",
      require.resolve("ts-node/register"),
    ],
    env: { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json") },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
  };
  try {
    const { warmup } = await ask(child, { type: "plan", plan }, "warm");
    return {
      pid: child.pid ?? 0,
      warmup,
      async measure() {
        return (await ask(child, { type: "measure" }, "measured")).result;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Sends a request and waits for its answer. */
function ask<Type extends FromLoad["type"]>(
  child: ChildProcess,
  request: ToLoad,
  type: Type,
): Promise<Extract<FromLoad, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off("message", onMessage).off("exit", onExit).off("error", onError);
      act();
    };
    const onMessage = (raw: unknown): void => {
      const message = FromLoad.parse(raw);
      if (isOfType(message, type)) settle(() => resolve(message));
      else settle(() => reject(new Error(`the load failed: ${told(message)}`)));
    };
    const onExit = (code: number | null, signal: string | null): void =>
      settle(() =>
        reject(new Error(`the load process ended early: ${signal ?? code}`)),
      );
    const onError = (error: Error): void => settle(() => reject(error));
    child.on("message", onMessage).on("exit", onExit).on("error", onError);
    child.send(request);
  });
}

function isOfType<Type extends FromLoad["type"]>(
  message: FromLoad,
  type: Type,
): message is Extract<FromLoad, { type: Type }> {
  return message.type === type;
}

function told(message: FromLoad): string {
  return message.type === "failed" ? message.message : message.type;
}

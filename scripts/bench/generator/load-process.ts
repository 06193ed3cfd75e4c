// Runs a load in a process of its own, so that it shares no event loop.
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { typescriptArgs } from "../../servers/start/child-environment";
import { FromLoad, LoadPlan, type LoadPlanInput, type ToLoad } from "./plan";
import type { WindowResult } from "./window-result";

/** A process that generates one load after another. */
export interface LoadProcess {
  readonly pid: number;
  /**
   * Resolves when the plan's load has warmed up. Ends the plan before it.
   *
   * @throws Error where the client failed; ZodError for an impossible plan.
   */
  prepare(plan: LoadPlanInput): Promise<WarmLoad>;
  /** Ends the process, in the middle of a window too. */
  stop(): Promise<void>;
}

/** A load that has warmed up; nothing of it is in flight. */
export interface WarmLoad {
  /** Undefined where the plan has no warm-up. */
  readonly warmup: WindowResult | undefined;
  /**
   * Runs one measured window; may be called again. When it resolves, nothing
   * is in flight.
   *
   * @throws Error where the client failed: its figures would mean nothing.
   */
  measure(): Promise<WindowResult>;
}

/** Starts a process that ends with this one, whatever ends this one. */
export function startLoadProcess(): LoadProcess {
  const child = fork(join(__dirname, "load-child.ts"), {
    execArgv: typescriptArgs(),
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  // A message sent after its end; the request for it has been rejected.
  child.on("error", () => {});
  return {
    pid: child.pid ?? 0,
    async prepare(input) {
      const plan = LoadPlan.parse(input);
      const { warmup } = await ask(child, { type: "plan", plan }, "warm");
      return {
        warmup,
        async measure() {
          return (await ask(child, { type: "measure" }, "measured")).result;
        },
      };
    },
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
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
    if (child.connected) child.send(request);
    else onExit(child.exitCode, child.signalCode);
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

// Starts a server that cannot start, and sees what it makes of it.
import { ServerStartError } from "../../../servers/start/server-start-error";
import { StepServer } from "../../targets/step-server";
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

/** Survived if it ends at once, and says by its exit code that it failed. */
export async function refusesToStart(
  { server }: Target,
  env: Readonly<Record<string, string>>,
): Promise<Verdict> {
  try {
    // One worker: a supervisor that gives up has started it five times.
    const given = { WORKERS: "1", ...env };
    const started = await StepServer.start(server.subject, given);
    await started.stop();
    return fell("wrong answer", "it starts, and seems to be well");
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    const { cameTo } = error;
    if (cameTo === "silent") return fell("hung", "it runs, and serves nobody");
    const how = cameTo.signal ?? `exit code ${cameTo.code}`;
    return cameTo.code === 0
      ? fell("wrong answer", `it serves nobody, and ends with ${how}`)
      : survived(`ends with ${how}`);
  }
}

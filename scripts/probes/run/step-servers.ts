// Lends out the servers of one step: to probes of one chain the same one, for as long as it is as it was.
import { holdServices } from "../../servers/services/hold-services";
import type { Probe } from "../probe";
import { Dependencies } from "../targets/dependencies";
import { StepServer } from "../targets/step-server";
import { capabilities, stepTarget } from "../targets/step-target";
import type { Subject } from "../targets/subject";
import type { Target } from "../targets/target";
import type { Fall, Outcome } from "../verdict";

export class StepServers {
  readonly #subject: Subject;
  readonly #started = new Set<Promise<Lent>>();

  /** So that its services do not end with one server, and start for the next. */
  #services: Promise<{ stop(): Promise<void> }> | undefined;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  /** For the probes of one chain. */
  berth(): Berth {
    return new Berth(async (probe) => {
      const { step, store } = this.#subject;
      this.#services ??= holdServices(step, store);
      await this.#services;
      const starting = startFor(probe, this.#subject);
      this.#started.add(starting);
      return starting;
    });
  }

  async close(): Promise<void> {
    await Promise.allSettled(
      [...this.#started].map((starting) => starting.then(end)),
    );
    await (await this.#services)?.stop();
  }
}

interface Lent {
  readonly server: StepServer;
  readonly dependencies: Dependencies | undefined;
  ended?: Promise<void>;
}

/** Has one server at a time. */
export class Berth {
  readonly #start: (probe: Probe) => Promise<Lent>;
  #lent: Promise<Lent> | undefined;

  constructor(start: (probe: Probe) => Promise<Lent>) {
    this.#start = start;
  }

  async lend(
    probe: Probe,
    attack: (target: Target) => Promise<Outcome | string>,
  ): Promise<Outcome | string> {
    this.#lent ??= this.#start(probe);
    const { server, dependencies } = await this.#lent;
    const seen = await attack(stepTarget(server, dependencies));
    // Others may still be busy with it that wait as well.
    if (!probe.slow && !(await isAsItWas(probe, seen, server))) {
      await this.clear();
    }
    return seen;
  }

  /** Ends the server that is there. */
  async clear(): Promise<void> {
    const lent = this.#lent;
    this.#lent = undefined;
    if (lent) await end(await lent);
  }
}

/** Those that it goes on after, as before: its health was asked. */
const harmless: readonly Fall[] = ["leaked", "wrong answer"];

async function isAsItWas(
  { destructive }: Probe,
  verdict: Outcome | string,
  server: StepServer,
): Promise<boolean> {
  if (typeof verdict === "string") return destructive !== true && server.isUp();
  if (verdict.verdict === "not applicable") return true;
  if (verdict.verdict === "survived") return destructive !== true;
  return destructive === undefined && harmless.includes(verdict.how);
}

async function startFor(
  { env: given, proxied = false }: Probe,
  subject: Subject,
): Promise<Lent> {
  // As many workers on every machine; and no more connections than all servers
  // that run side by side may have of one database.
  const env = { WORKERS: "2", DATABASE_CONNECTIONS: "12", ...given };
  if (!proxied) {
    const server = await StepServer.start(subject, env);
    return { server, dependencies: undefined };
  }
  const dependencies = await Dependencies.open();
  // Where its users may be behind a service, they are, so that it can be hurt.
  const split = capabilities(subject).has("users service");
  try {
    const started = { ...subject, split };
    const server = await StepServer.start(started, env, dependencies.via);
    return { server, dependencies };
  } catch (error) {
    dependencies.close();
    throw error;
  }
}

/** It may hang, or be stopped: nothing is asked of it any more. */
function end(lent: Lent): Promise<void> {
  const { server, dependencies } = lent;
  lent.ended ??= (async () => {
    dependencies?.close();
    server.kill();
    await server.stop();
  })();
  return lent.ended;
}

// Jest's environment for Node, with services that one test file has for itself.
import "../../host/end-with-jest";
import { TestEnvironment } from "jest-environment-node";
import type { Service } from "../../../../steps/steps";
import { errorMessage } from "../../host/system-error";
import { holdUntilExit } from "../hold-services";
import { codeOf } from "../postgres/connect";
import {
  type TemporaryServices,
  temporaryServices,
} from "../temporary-services";

const variables = ["DATABASE_URL", "REDIS_URL"] as const;

/**
 * Sets DATABASE_URL and REDIS_URL before the file is loaded, whatever they
 * were, and removes what is behind them after its last test.
 */
export abstract class ServicesEnvironment extends TestEnvironment {
  abstract readonly services: readonly Service[];
  #made: TemporaryServices | undefined;

  override async setup(): Promise<void> {
    await super.setup();
    // The next file may need them as well.
    await holdUntilExit(this);
    this.#made = await temporaryServices(this);
    const { env } = this.global.process;
    for (const name of variables) delete env[name];
    Object.assign(env, this.#made.env);
  }

  override async teardown(): Promise<void> {
    surviveLostConnections();
    await this.#made?.stop();
    await super.teardown();
  }
}

let survives = false;

/**
 * A test that failed has not come to the line that closes its connection, and
 * then the end of its database would end this process before its verdict.
 */
function surviveLostConnections(): void {
  if (survives) return;
  survives = true;
  process.on("uncaughtException", (error) => {
    // Node packs up what is no Error of its own realm, as nothing in Jest is.
    const thrown = "context" in error ? error.context : error;
    if (!isLostConnection(thrown)) throw error;
  });
}

const adminShutdown = "57P01";

function isLostConnection(error: unknown): boolean {
  const isAnswer = codeOf(error) === adminShutdown;
  return isAnswer || /^Connection terminated/.test(errorMessage(error));
}

// Services for samples: each begins with a copy of a database that has its users.
import {
  type HeldServices,
  holdServices,
} from "../../servers/services/hold-services";
import { withClient } from "../../servers/services/postgres/connect";
import {
  type TemporaryServices,
  temporaryServices,
} from "../../servers/services/temporary-services";
import type { ServerSide } from "./sides";

type Environment = Readonly<Record<string, string>>;

/** Starts the side's server, waits until it is ready, and ends it. */
type Fill = (env: Environment) => Promise<void>;

/**
 * What all samples of a run share: to load a hundred thousand users takes
 * seconds, to copy a database that has them a fraction of one.
 */
export class SampleServices {
  readonly #held = new Map<string, Promise<HeldServices>>();
  /** By side and number of users. */
  readonly #templates = new Map<string, Promise<TemporaryServices>>();

  /** @throws UserError (1) for services that cannot be had. */
  async open(
    { entry, services = [] }: ServerSide,
    users: number,
    fill: Fill,
  ): Promise<TemporaryServices & Pick<HeldServices, "pids">> {
    const { pids } = await remembered(this.#held, services.join(), () =>
      holdServices({ services }),
    );
    if (services.length === 0) return { ...nothing, pids };
    const { env } = await remembered(this.#templates, `${users} ${entry}`, () =>
      makeTemplate(fill),
    );
    const options = { template: env.DATABASE_URL };
    const made = await temporaryServices({ services }, undefined, options);
    return { ...made, pids };
  }

  /** Leaves nothing behind; the samples' own have to be stopped before. */
  async close(): Promise<void> {
    await stopEach([...this.#templates.values()]);
    await stopEach([...this.#held.values()]);
  }
}

const nothing: TemporaryServices = { env: {}, stop: async () => {} };

async function makeTemplate(fill: Fill): Promise<TemporaryServices> {
  const made = await temporaryServices({ services: ["postgres"] });
  const { DATABASE_URL = "" } = made.env;
  try {
    await fill(made.env);
    // Otherwise PostgreSQL does so by itself, in the middle of a sample.
    await withClient(DATABASE_URL, (client) => client.query("VACUUM ANALYZE"));
    return made;
  } catch (error) {
    await made.stop();
    throw error;
  }
}

function remembered<T>(
  known: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

async function stopEach(
  opening: readonly Promise<{ stop(): Promise<void> }>[],
): Promise<void> {
  for (const opened of await Promise.allSettled(opening)) {
    if (opened.status === "fulfilled") await opened.value.stop();
  }
}

// Has those who ask the same at the same time share one call, and nobody one that began before they asked.

export interface Answer<T> {
  readonly result: T;
  /** This one's place among those who shared the call: 1 is the first. */
  readonly place: number;
  readonly askers: number;
}

/** What is asked for `askers` at once. */
type Call<T> = (askers: number) => Promise<T>;

interface Asker<T> {
  readonly call: Call<T>;
  readonly resolve: (answer: Answer<T>) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * For each key one call runs at a time; who comes meanwhile waits for the next,
 * which is made for all of them. So an answer is never older than its question,
 * and the busier a process is, the less of a call each question costs.
 */
export function coalesce<T>(): (
  key: string,
  call: Call<T>,
) => Promise<Answer<T>> {
  const queues = new Map<string, Asker<T>[]>();

  async function serve(key: string, first: Asker<T>): Promise<void> {
    let askers = [first];
    while (askers.length > 0) {
      queues.set(key, []);
      await answer(askers);
      askers = queues.get(key) ?? [];
    }
    queues.delete(key);
  }

  return (key, call) =>
    new Promise((resolve, reject) => {
      const asker = { call, resolve, reject };
      const queue = queues.get(key);
      if (queue) queue.push(asker);
      else void serve(key, asker);
    });
}

async function answer<T>(all: readonly Asker<T>[]): Promise<void> {
  const [first] = all;
  if (!first) return;
  const askers = all.length;
  try {
    const result = await first.call(askers);
    all.forEach(({ resolve }, index) => {
      resolve({ result, place: index + 1, askers });
    });
  } catch (reason) {
    for (const { reject } of all) reject(reason);
  }
}

// Coalesces concurrent calls per key, without ever returning a result that began before its caller asked.

export interface Coalesced<T> {
  readonly result: T;
  /** This caller's position in the batch, from 0. */
  readonly index: number;
  /** How many callers shared the call. */
  readonly batchSize: number;
}

/** Makes one call on behalf of `batchSize` callers. */
type BatchCall<T> = (batchSize: number) => Promise<T>;

interface Waiter<T> {
  readonly call: BatchCall<T>;
  readonly resolve: (coalesced: Coalesced<T>) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * One call a key runs at a time. Callers that arrive meanwhile share the next
 * one. (Single-flight would give them the result of the one that runs, which may
 * be older than their request.) So the busier a process is, the fewer calls a
 * request costs.
 */
export function coalesce<T>(): (
  key: string,
  call: BatchCall<T>,
) => Promise<Coalesced<T>> {
  const queues = new Map<string, Waiter<T>[]>();

  async function serve(key: string, first: Waiter<T>): Promise<void> {
    let batch = [first];
    while (batch.length > 0) {
      queues.set(key, []);
      await settle(batch);
      batch = queues.get(key) ?? [];
    }
    queues.delete(key);
  }

  return (key, call) =>
    new Promise((resolve, reject) => {
      const waiter = { call, resolve, reject };
      const queue = queues.get(key);
      if (queue) queue.push(waiter);
      else void serve(key, waiter);
    });
}

async function settle<T>(batch: readonly Waiter<T>[]): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const batchSize = batch.length;
  try {
    const result = await first.call(batchSize);
    batch.forEach(({ resolve }, index) => {
      resolve({ result, index, batchSize });
    });
  } catch (reason) {
    for (const { reject } of batch) reject(reason);
  }
}

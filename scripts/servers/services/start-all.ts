// Starts several things at once, and keeps all of them or none.

interface Started {
  stop(): Promise<void>;
}

/** @throws what the first of them failed with; the others are stopped then. */
export async function startAll<T extends Started>(
  starting: readonly Promise<T>[],
): Promise<T[]> {
  const settled = await Promise.allSettled(starting);
  const started = settled.flatMap((one) =>
    one.status === "fulfilled" ? [one.value] : [],
  );
  const failed = settled.find((one) => one.status === "rejected");
  if (!failed) return started;
  await stopAll(started);
  throw failed.reason;
}

export async function stopAll(started: readonly Started[]): Promise<void> {
  await Promise.all(started.map((one) => one.stop()));
}

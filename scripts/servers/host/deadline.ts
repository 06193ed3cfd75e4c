// Waits for something, up to a deadline.

/** What the promise comes to, or "late" after `ms` milliseconds. */
export async function withDeadline<T>(
  ms: number,
  promise: Promise<T>,
): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, ms, "late");
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

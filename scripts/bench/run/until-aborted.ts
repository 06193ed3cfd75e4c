// An abort signal as a promise to race against.

export interface UntilAborted {
  /** Rejects with the signal's reason; handled, if nobody else does. */
  readonly promise: Promise<never>;
  forget(): void;
}

export function untilAborted(signal: AbortSignal): UntilAborted {
  let onAbort = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  promise.catch(() => {});
  return {
    promise,
    forget: () => signal.removeEventListener("abort", onAbort),
  };
}

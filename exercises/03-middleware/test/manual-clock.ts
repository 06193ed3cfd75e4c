// A clock that stands still until a test moves it, and a gate that a test opens.

export interface Clock {
  /** In milliseconds. */
  time: number;
  /** How often it was read. */
  reads: number;
  readonly now: () => number;
}

export function manualClock(): Clock {
  const clock = {
    time: 1000,
    reads: 0,
    now() {
      clock.reads++;
      return clock.time;
    },
  };
  return clock;
}

export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function closedGate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

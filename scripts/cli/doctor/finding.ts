// One line of the doctor's report.

export interface Finding {
  /** What was looked at, as "memory". */
  readonly what: string;
  readonly found: string;
  /** What to do about it; none, where it is as it should be. */
  readonly remedy?: string;
  /** Without this, the workshop cannot run. */
  readonly essential?: boolean;
}

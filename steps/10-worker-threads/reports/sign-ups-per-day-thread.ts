// Runs in a thread: counts sign-ups per day.
import {
  type DayCount,
  signUpsPerDay,
} from "../../05-layers/reports/sign-ups-per-day";

export interface SignUpsTask {
  /** Milliseconds since 1970. */
  readonly times: Float64Array;
  readonly timeZone: string;
}

export default function signUpsPerDayThread({
  times,
  timeZone,
}: SignUpsTask): DayCount[] {
  return signUpsPerDay(times, timeZone);
}

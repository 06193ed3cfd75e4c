// The reports: here as an interface with its in-process form, so that the counting can move elsewhere.
import type { UserRepository } from "../users/user-repository";
import { type DayCount, signUpsPerDay } from "./sign-ups-per-day";

export interface ReportOptions {
  /** Aborts when nobody wants the report any more. */
  readonly signal?: AbortSignal;
}

export interface ReportService {
  /**
   * @throws RangeError where there is no such time zone; the signal's reason
   * where it ended the work
   */
  signUpsPerDay(timeZone: string, options?: ReportOptions): Promise<DayCount[]>;
}

export function reportService(repository: UserRepository): ReportService {
  return {
    // Between the two nobody has asked yet; from then on it counts in one go,
    // and could not hear of anything.
    async signUpsPerDay(timeZone, { signal } = {}) {
      const times = await repository.signUpTimes();
      signal?.throwIfAborted();
      return signUpsPerDay(times, timeZone);
    },
  };
}

// The report service, as an interface and in-process, so that the counting can move elsewhere.
import type { UserRepository } from "../users/user-repository";
import { type DayCount, signUpsPerDay } from "./sign-ups-per-day";

export interface ReportOptions {
  /** Aborts when the client has left. */
  readonly signal?: AbortSignal;
}

export interface ReportService {
  /**
   * @throws RangeError if there is no such time zone; the signal's reason if it
   * aborted
   */
  signUpsPerDay(timeZone: string, options?: ReportOptions): Promise<DayCount[]>;
}

export function reportService(repository: UserRepository): ReportService {
  return {
    // The one moment to stop: the counting is synchronous, and cannot notice an
    // abort.
    async signUpsPerDay(timeZone, { signal } = {}) {
      const times = await repository.signUpTimes();
      signal?.throwIfAborted();
      return signUpsPerDay(times, timeZone);
    },
  };
}

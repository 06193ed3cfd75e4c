// The reports: here as an interface with its in-process form, so that the counting can move elsewhere.
import type { UserRepository } from "../users/user-repository";
import { type DayCount, signUpsPerDay } from "./sign-ups-per-day";

export interface ReportService {
  /** @throws RangeError where there is no such time zone */
  signUpsPerDay(timeZone: string): Promise<DayCount[]>;
}

export function reportService(repository: UserRepository): ReportService {
  return {
    async signUpsPerDay(timeZone) {
      return signUpsPerDay(await repository.signUpTimes(), timeZone);
    },
  };
}

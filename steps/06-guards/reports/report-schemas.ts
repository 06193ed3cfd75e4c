// The schemas of requests for reports.
import { z } from "zod";

export const SignUpsQuery = z.object({
  timeZone: z.string().refine(isTimeZone, "No such time zone").default("UTC"),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("sv-SE", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

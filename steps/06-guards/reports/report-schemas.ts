// What a valid request for a report looks like.
import { z } from "zod";

export const SignUpsQuery = z.object({
  timeZone: z.string().refine(isTimeZone, "No such time zone").optional(),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("sv-SE", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

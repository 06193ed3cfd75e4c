// Counts sign-ups per calendar day: a pure function of times and a time zone.

export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/**
 * Days without a sign-up are left out; the rest are in order.
 *
 * @param times ISO 8601 in UTC, or milliseconds since 1970
 * @param timeZone an IANA name: days start and end by its local time
 * @throws RangeError if there is no such time zone
 */
export function signUpsPerDay(
  times: Iterable<string | number>,
  timeZone: string,
): DayCount[] {
  // Swedish dates look like ISO 8601. One formatter for all times: to create it costs
  // more than thirty uses.
  const calendar = new Intl.DateTimeFormat("sv-SE", { timeZone });
  const counts = new Map<string, number>();
  for (const time of times) {
    const day = calendar.format(new Date(time));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts]
    .map(([day, count]) => ({ day, count }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

// Counts sign-ups per calendar day: a pure function of times and a time zone.

export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/**
 * Days without a sign-up are left out; the rest are in order.
 *
 * @param times ISO 8601 in UTC, or milliseconds since 1970
 * @param timeZone an IANA name: a day starts when it starts there
 * @throws RangeError where there is no such time zone
 */
export function signUpsPerDay(
  times: Iterable<string | number>,
  timeZone: string,
): DayCount[] {
  // Sweden writes dates as ISO 8601 does. One formatter for all times: making
  // it costs more than thirty uses of it.
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

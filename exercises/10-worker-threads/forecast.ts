// The task of a thread, and its result: the demand for an item on the days to come.

export interface ForecastTask {
  readonly item: string;
  /** How many were ordered on each day so far, over years. */
  readonly quantities: Float64Array<ArrayBuffer>;
  readonly days: number;
}

export interface Forecast {
  readonly item: string;
  readonly perDay: readonly number[];
}

const WEEK = 7;
const SMOOTHING = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);

/**
 * Exponential smoothing over the same days of the week, with the factor that
 * would have been best so far. To find it takes a pass over all days for each.
 */
export default function forecast({
  item,
  quantities,
  days,
}: ForecastTask): Forecast {
  const [best] = SMOOTHING.map((factor) => smooth(quantities, factor)).sort(
    (a, b) => a.error - b.error,
  );
  const level = best?.level ?? [];
  const perDay = Array.from(
    { length: days },
    (_, day) => level[(quantities.length + day) % WEEK] ?? 0,
  );
  return { item, perDay };
}

function smooth(
  quantities: Float64Array,
  factor: number,
): { level: number[]; error: number } {
  const level = new Array<number>(WEEK).fill(0);
  let error = 0;
  for (const [day, quantity] of quantities.entries()) {
    const expected = level[day % WEEK] ?? 0;
    error += (quantity - expected) ** 2;
    level[day % WEEK] = expected + factor * (quantity - expected);
  }
  return { level, error };
}

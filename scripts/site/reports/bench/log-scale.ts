// A logarithmic axis: where a value lies, and which values deserve a tick.

export interface Scale {
  /** Clamped to the axis. */
  at(value: number): number;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** From the value range to the range of coordinates. */
export function logScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Scale {
  const [start, end] = widened(low, high);
  const length = Math.log(end / start);
  return {
    low: start,
    high: end,
    at(value) {
      const inside = Math.min(end, Math.max(start, value));
      return round(from + ((to - from) * Math.log(inside / start)) / length);
    },
    ticks: ticksBetween(start, end),
  };
}

/** No axis of a single value. */
function widened(low: number, high: number): [number, number] {
  const ratio = high / low;
  if (ratio >= 1.2) return [low, high];
  const more = Math.sqrt(1.2 / ratio);
  return [low / more, high * more];
}

const MOST_TICKS = 6;

/** 1, 2, 5 of each decade; the decades only, or finer, to have a few. */
function ticksBetween(low: number, high: number): number[] {
  const within = (steps: readonly number[]): number[] => {
    const found: number[] = [];
    for (
      let power = Math.floor(Math.log10(low));
      10 ** power <= high;
      power++
    ) {
      for (const step of steps) {
        const tick = Number((step * 10 ** power).toPrecision(6));
        if (tick >= low && tick <= high) found.push(tick);
      }
    }
    return found;
  };
  const fine = within([
    1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.5, 3, 4, 5, 7, 8, 9, 9.5,
  ]);
  const usual = within([1, 2, 5]);
  const decades = within([1]);
  return (
    [fine, usual, decades].find(({ length }) => length <= MOST_TICKS) ??
    decades.filter((_, index) => index % 2 === 0)
  );
}

export function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

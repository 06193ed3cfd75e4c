// Sums, means and quantiles of a few values, such as one figure over many runs.

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** NaN without values. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/**
 * The quantile by linear interpolation between order statistics (type 7 of
 * Hyndman and Fan, 1996: R's and NumPy's default).
 *
 * @throws RangeError without values, or with a probability outside 0 to 1.
 */
export function quantile(
  values: readonly number[],
  probability: number,
): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be 0 to 1: ${probability}`);
  }
  const sorted = [...values].sort((x, y) => x - y);
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new RangeError("a quantile needs a value");
  }
  return below + (above - below) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

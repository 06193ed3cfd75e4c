// How a figure grows with size: the exponent k in figure = c · size^k.
import { studentQuantile } from "./student-t";

export interface Observation {
  readonly size: number;
  readonly figure: number;
}

export interface Exponent {
  /** 0: flat. 1: in proportion to size. 2: with its square. */
  readonly exponent: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/**
 * Least squares through the logarithms, with Student's t interval of the slope.
 * One size may be observed any number of times.
 *
 * @throws RangeError for fewer than three observations, a single size, or
 * anything that is not positive.
 */
export function fitExponent(
  observations: readonly Observation[],
  confidence = 0.95,
): Exponent {
  const points = observations.map(toLogarithms);
  const degrees = points.length - 2;
  if (degrees < 1) throw new RangeError("a slope needs three observations");
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const spread = sum(points.map(({ x }) => (x - meanX) ** 2));
  if (spread === 0) throw new RangeError("a slope needs two sizes");
  const shared = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY)));
  const exponent = shared / spread;
  const residuals = points.map(
    ({ x, y }) => y - meanY - exponent * (x - meanX),
  );
  const error = Math.sqrt(
    sum(residuals.map((residual) => residual ** 2)) / degrees / spread,
  );
  const reach = studentQuantile((1 + confidence) / 2, degrees) * error;
  return {
    exponent,
    low: exponent - reach,
    high: exponent + reach,
    confidence,
  };
}

function toLogarithms({ size, figure }: Observation): { x: number; y: number } {
  if (!(size > 0 && figure > 0)) {
    throw new RangeError(`growth needs positive figures: ${figure} at ${size}`);
  }
  return { x: Math.log(size), y: Math.log(figure) };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const mean = (values: readonly number[]): number => sum(values) / values.length;

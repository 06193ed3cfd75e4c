// Fits curves to measurements at several sizes: how a figure grows with the users, and throughput with the nodes.

import { mean, quantile, sum } from "./averages";
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

/*
 * Throughput of n nodes: λn / (1 + σ(n − 1) + κn(n − 1)). λ is what one does; σ
 * is the share that they queue for (a lock, a database), κ what each pair of them
 * costs (messages, caches that disagree). σ alone levels off at λ/σ; κ makes it
 * fall again. N. J. Gunther, Guerrilla Capacity Planning, Springer 2007.
 */

export interface Point {
  /** Nodes, workers, or connections: whatever was added. */
  readonly n: number;
  /** Requests a second. */
  readonly rate: number;
}

export interface Scalability {
  readonly lambda: number;
  readonly sigma: number;
  readonly kappa: number;
}

export function rateOf(
  { lambda, sigma, kappa }: Scalability,
  n: number,
): number {
  return (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

/**
 * By least squares of relative errors. n/rate is linear in 1/λ, σ/λ and κ/λ;
 * none of them may be negative, so each is tried without those that would be.
 *
 * @throws RangeError for points that fix no curve: two numbers of nodes at least.
 */
export function fitScalability(points: readonly Point[]): Scalability {
  const numbers = new Set(points.map(({ n }) => n));
  if (numbers.size < 2) {
    throw new RangeError(
      "a curve takes points at two numbers of nodes or more",
    );
  }
  // Two numbers of nodes cannot tell queueing from talking: it is queueing.
  const subsets =
    numbers.size < 3 ? [[0, 1], [0]] : [[0, 1, 2], [0, 1], [0, 2], [0]];
  const fits = subsets
    .map((columns) => solve(points, columns))
    .filter((fit) => fit.every((value) => value >= 0) && (fit[0] ?? 0) > 0);
  const errors = fits.map((fit) => relativeError(points, fit));
  const best = fits[errors.indexOf(Math.min(...errors))] ?? [];
  const [a = 0, b = 0, c = 0] = best;
  return { lambda: 1 / a, sigma: b / a, kappa: c / a };
}

/** What multiplies 1/λ, σ/λ and κ/λ in n/rate. */
function row(n: number): [number, number, number] {
  return [1, n - 1, n * (n - 1)];
}

/** The normal equations of the chosen columns; the others are 0. */
function solve(points: readonly Point[], columns: readonly number[]): number[] {
  const size = columns.length;
  const matrix = Array.from({ length: size }, () =>
    new Array(size + 1).fill(0),
  );
  for (const { n, rate } of points) {
    const target = n / rate;
    const scaled = columns.map((column) => (row(n)[column] ?? 0) / target);
    scaled.forEach((one, i) => {
      scaled.forEach((other, j) => {
        add(matrix, i, j, one * other);
      });
      add(matrix, i, size, one);
    });
  }
  const found = eliminate(matrix);
  return [0, 1, 2].map((column) => {
    const index = columns.indexOf(column);
    return index < 0 ? 0 : (found[index] ?? Number.NaN);
  });
}

function add(matrix: number[][], i: number, j: number, value: number): void {
  const line = matrix[i];
  if (line) line[j] = (line[j] ?? 0) + value;
}

/** Gauss, with the largest pivot first. */
function eliminate(matrix: number[][]): number[] {
  const size = matrix.length;
  const at = (i: number, j: number) => matrix[i]?.[j] ?? 0;
  for (let k = 0; k < size; k++) {
    const rest = matrix.slice(k);
    const largest = Math.max(...rest.map((line) => Math.abs(line[k] ?? 0)));
    const pivot =
      k + rest.findIndex((line) => Math.abs(line[k] ?? 0) === largest);
    [matrix[k], matrix[pivot]] = [matrix[pivot] ?? [], matrix[k] ?? []];
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const factor = at(i, k) / at(k, k);
      for (let j = k; j <= size; j++) add(matrix, i, j, -factor * at(k, j));
    }
  }
  return matrix.map((line, i) => (line[size] ?? 0) / (line[i] ?? 0));
}

function relativeError(
  points: readonly Point[],
  fit: readonly number[],
): number {
  return points.reduce((sum, { n, rate }) => {
    const predicted = row(n).reduce(
      (all, it, k) => all + it * (fit[k] ?? 0),
      0,
    );
    return sum + ((predicted * rate) / n - 1) ** 2;
  }, 0);
}

export interface Forecast {
  readonly n: number;
  readonly rate: number;
  /** Of what repeated measurements would have said. */
  readonly low: number;
  readonly high: number;
}

/**
 * What n nodes would do, with an interval: the points are drawn again, with
 * repetition, within each number of nodes, and fitted again.
 */
export function forecast(
  points: readonly Point[],
  n: number,
  {
    random,
    confidence = 0.95,
    draws = 1000,
  }: {
    readonly random: () => number;
    readonly confidence?: number;
    readonly draws?: number;
  },
): Forecast {
  const numbers = [...new Set(points.map((point) => point.n))];
  const groups = numbers.map((each) => points.filter((it) => it.n === each));
  const pick = (group: readonly Point[]) =>
    group.map(() => group[Math.floor(random() * group.length)] ?? group[0]);
  const rates = Array.from({ length: draws }, () => {
    const drawn = groups.flatMap(pick).filter((point) => point !== undefined);
    return rateOf(fitScalability(drawn), n);
  }).sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {
    n,
    rate: rateOf(fitScalability(points), n),
    low: quantile(rates, tail),
    high: quantile(rates, 1 - tail),
  };
}

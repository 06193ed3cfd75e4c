// Student's t distribution, for intervals from few observations.

/**
 * The probability that |T| is at most `t`, for whole degrees of freedom:
 * the finite series 26.7.3 and 26.7.4 of Abramowitz and Stegun, *Handbook of
 * Mathematical Functions*, which are exact.
 */
export function centralProbability(t: number, degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1) {
    throw new RangeError(`degrees of freedom must be 1 or more: ${degrees}`);
  }
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  return degrees % 2 === 0
    ? evenSeries(angle, degrees)
    : oddSeries(angle, degrees);
}

/**
 * The value that T stays below with the given probability, found by bisection
 * to full precision.
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`probability must be inside 0 and 1: ${probability}`);
  }
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  const central = 2 * probability - 1;
  let [low, high] = [0, 1];
  while (centralProbability(high, degrees) < central) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, degrees) < central) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function evenSeries(angle: number, degrees: number): number {
  const squared = Math.cos(angle) ** 2;
  let [term, sum] = [1, 1];
  for (let k = 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * squared;
    sum += term;
  }
  return Math.sin(angle) * sum;
}

function oddSeries(angle: number, degrees: number): number {
  if (degrees === 1) return (2 * angle) / Math.PI;
  const cosine = Math.cos(angle);
  let [term, sum] = [cosine, cosine];
  for (let k = 3; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  return (2 / Math.PI) * (angle + Math.sin(angle) * sum);
}

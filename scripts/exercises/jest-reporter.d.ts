// The part of jest-reporter.js that its tests call.
import type { MatcherFailure } from "./test-events";

export function matcherOf(
  error: unknown,
): { readonly matcher: MatcherFailure } | undefined;

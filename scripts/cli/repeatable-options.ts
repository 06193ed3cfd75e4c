// Options that may be typed several times: what is typed later stands beside what was typed before.
import { InvalidArgumentError } from "commander";

export type Headers = Readonly<Record<string, string>>;

export function addWord(
  typed: string,
  before: readonly string[] = [],
): string[] {
  return [...before, typed];
}

export function addHeader(typed: string, before: Headers = {}): Headers {
  const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(typed) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('It is written as "Name: value".');
  }
  return { ...before, [name]: value };
}

export function addPair(
  typed: string,
  pairs: Record<string, string> = {},
): Record<string, string> {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(typed) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("It is written as NAME=value.");
  }
  return { ...pairs, [name]: value };
}

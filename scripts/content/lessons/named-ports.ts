// The ports that a lesson names, and the free ones that stand for them.

export class NamedPorts {
  readonly #real = new Map<number, number>();

  add(named: number, real: number): void {
    this.#real.set(named, real);
  }

  /** What is typed, with the ports on which the servers are. */
  toReal(text: string): string {
    return [...this.#real].reduce(
      (changed, [named, real]) => exchange(changed, named, real),
      text,
    );
  }

  /** What was printed, with the ports that the reader knows. */
  toNamed(text: string): string {
    return [...this.#real].reduce(
      (changed, [named, real]) => exchange(changed, real, named),
      text,
    );
  }
}

function exchange(text: string, from: number, to: number): string {
  return text.replaceAll(new RegExp(`\\b${from}\\b`, "g"), String(to));
}

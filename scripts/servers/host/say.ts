// One line to the person at the terminal, beside whatever the command prints.

const said = new Set<string>();

/** Says it on standard error. */
export function info(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says it, unless this process has said the same before. */
export function warnOnce(line: string): void {
  if (said.has(line)) return;
  said.add(line);
  info(line);
}

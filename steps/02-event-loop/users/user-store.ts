// Keeps all users in memory and appends each new one to a file, one write at a time.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { appendFile, readFile, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import type { StoredUser } from "../../01-naive/users/seed-users";

export interface Page {
  readonly limit: number;
  /** Only users with a lower id: the last id of the previous page, or Infinity. */
  readonly before: number;
}

export class UserStore {
  readonly #file: string;
  readonly #users: StoredUser[];
  #nextId: number;
  #lastWrite: Promise<void> = Promise.resolve();

  /**
   * Loads `file`, or creates it from `seed`. Synchronous on purpose: it runs
   * once, before the server listens, when no request can wait for it.
   */
  constructor(file: string, seed: () => StoredUser[]) {
    this.#file = file;
    this.#users = existsSync(file) ? loadUsers(file) : createFile(file, seed());
    this.#nextId =
      this.#users.reduce((max, { id }) => Math.max(max, id), 0) + 1;
  }

  /** Newest first. */
  list({ limit, before }: Page): StoredUser[] {
    return this.#users
      .filter((user) => user.id < before)
      .sort((a, b) => b.id - a.id)
      .slice(0, limit);
  }

  find(id: number): StoredUser | undefined {
    return this.#users.find((user) => user.id === id);
  }

  findByEmail(email: string): StoredUser | undefined {
    return this.#users.find((user) => user.email === email);
  }

  all(): readonly StoredUser[] {
    return this.#users;
  }

  /** Resolves once the user is in the file; if that fails, rejects and keeps nothing. */
  async add(details: Omit<StoredUser, "id">): Promise<StoredUser> {
    const user = { id: this.#nextId++, ...details };
    await this.#write(`${JSON.stringify(user)}\n`);
    this.#users.push(user);
    return user;
  }

  // Each write starts when the previous one has ended: two at once could
  // interleave. A failed write rejects for its own caller only.
  #write(line: string): Promise<void> {
    const write = this.#lastWrite.then(() => appendWhole(this.#file, line));
    this.#lastWrite = write.catch(() => {});
    return write;
  }
}

/** If the disk fills up mid-write, cuts the partial line off, so that the next one stays readable. */
async function appendWhole(file: string, line: string): Promise<void> {
  try {
    await appendFile(file, line);
  } catch (error) {
    // If there is no file, nothing was written either.
    await dropPart(file).catch(() => {});
    throw error;
  }
}

async function dropPart(file: string): Promise<void> {
  const text = await readFile(file);
  await truncate(file, text.lastIndexOf("\n") + 1);
}

function loadUsers(file: string): StoredUser[] {
  const text = readFileSync(file, "utf8");
  // A crash cut off what follows the last newline: it was never acknowledged.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) writeFileSync(file, whole);
  return whole
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function createFile(file: string, users: StoredUser[]): StoredUser[] {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    users.map((user) => `${JSON.stringify(user)}\n`).join(""),
  );
  return users;
}

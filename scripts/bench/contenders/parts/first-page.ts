// What the contenders of the blueprint answer with: the first page of users, as every step shows it.
import { seedUsers } from "../../../../steps/01-naive/users/seed-users";
import { toUser, type User } from "../../../../steps/02-event-loop/users/user";

const PAGE = 20;

/** Newest first. */
export function firstPage(): User[] {
  const { SEED_USERS = "1000" } = process.env;
  return seedUsers(Number(SEED_USERS)).slice(-PAGE).reverse().map(toUser);
}

export function whereToListen(): { port: number; host: string } {
  const { HOST = "127.0.0.1", PORT = "3000" } = process.env;
  return { port: Number(PORT), host: HOST };
}

/** What the bench sends as `x-api-key`. */
export const API_KEY = "workshop-key";

// A user as the API shows it: everything that is stored, except the password's hash.
import type { StoredUser } from "../../01-naive/users/seed-users";

export type User = Omit<StoredUser, "passwordHash">;

export function toUser({ passwordHash, ...user }: StoredUser): User {
  return user;
}

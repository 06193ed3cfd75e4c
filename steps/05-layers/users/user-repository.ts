// The interface that the service needs to store users, whatever the storage.
import type { StoredUser } from "../../01-naive/users/seed-users";
import type { Page } from "../../02-event-loop/users/user-store";

/** All methods are asynchronous, because a database is (step 7). */
export interface UserRepository {
  /** Newest first. */
  list(page: Page): Promise<StoredUser[]>;
  find(id: number): Promise<StoredUser | undefined>;
  findByEmail(email: string): Promise<StoredUser | undefined>;
  /** When each user signed up, as ISO 8601 in UTC. */
  signUpTimes(): Promise<string[]>;
  add(details: Omit<StoredUser, "id">): Promise<StoredUser>;
}

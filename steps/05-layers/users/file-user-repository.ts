// Puts the store of step 2 (a file, held in memory) behind the repository interface.
import type { UserStore } from "../../02-event-loop/users/user-store";
import type { UserRepository } from "./user-repository";

export function fileUserRepository(store: UserStore): UserRepository {
  return {
    list: async (page) => store.list(page),
    find: async (id) => store.find(id),
    findByEmail: async (email) => store.findByEmail(email),
    signUpTimes: async () => store.all().map((user) => user.createdAt),
    add: (details) => store.add(details),
  };
}

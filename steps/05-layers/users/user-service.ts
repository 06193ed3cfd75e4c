// The rules about users, without Express, files or URLs.
import { toUser, type User } from "../../02-event-loop/users/user";
import type { Page } from "../../02-event-loop/users/user-store";
import { HttpError } from "../../04-errors/errors/http-error";
import type { UserRepository } from "./user-repository";

export interface SignUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface UserService {
  /** Newest first. */
  list(page: Page): Promise<User[]>;
  /** @throws HttpError 404 `user_not_found` */
  get(id: number): Promise<User>;
  /** @throws HttpError 409 `email_taken` */
  signUp(details: SignUp): Promise<User>;
}

export interface UserServiceDeps {
  readonly repository: UserRepository;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly now?: () => Date;
}

export function userService({
  repository,
  hashPassword,
  now = () => new Date(),
}: UserServiceDeps): UserService {
  return {
    async list(page) {
      const users = await repository.list(page);
      return users.map(toUser);
    },

    async get(id) {
      const user = await repository.find(id);
      if (!user) {
        throw new HttpError(404, "user_not_found", "There is no such user.");
      }
      return toUser(user);
    },

    async signUp({ name, email, password }) {
      if (await repository.findByEmail(email)) {
        throw new HttpError(409, "email_taken", "This e-mail is taken.");
      }
      const passwordHash = await hashPassword(password);
      const createdAt = now().toISOString();
      const user = { name, email, createdAt, passwordHash };
      return toUser(await repository.add(user));
    },
  };
}

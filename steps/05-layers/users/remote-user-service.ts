// The user service in another process: the same interface, over HTTP.
import { z } from "zod";
import type { JsonClient } from "../http/json-client";
import type { UserService } from "./user-service";

const User = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string(),
  createdAt: z.string(),
});

export function remoteUserService(client: JsonClient): UserService {
  return {
    list: ({ limit, before }) =>
      client.get(`/users?limit=${limit}&before=${before}`, z.array(User)),
    get: (id) => client.get(`/users/${id}`, User),
    signUp: (details) => client.post("/users", details, User),
  };
}

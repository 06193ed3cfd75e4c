// What a valid request about users looks like.
import { z } from "zod";

const Email = z.email().max(254).toLowerCase();
const Password = z.string().min(8).max(256);

export const SignUp = z.object({
  name: z.string().trim().min(1).max(100),
  email: Email,
  password: Password,
});

export const Credentials = z.object({ email: Email, password: Password });

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  before: z.coerce.number().int().positive().optional(),
});

export const UserParams = z.object({
  id: z.coerce.number().int().positive(),
});

// What a valid request about users looks like.
import { z } from "zod";

// Half a surrogate pair has no bytes: each would be stored as U+FFFD, and two
// different passwords would be one. And a letter with an accent is one character
// or two, depending on the keyboard: NFC makes it one (RFC 8265).
const Text = z
  .string()
  .refine((text) => text.isWellFormed(), "Must be well-formed Unicode")
  .normalize("NFC");

// Line ends and escapes are commands to a log or a terminal, and marks of
// direction show a name in another order than it is stored in.
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}]/u;
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

const Name = Text.trim()
  .max(100)
  .regex(VISIBLE, "Must have something to see in it")
  .refine((name) => !UNPRINTABLE.test(name), "Must have no control characters");

// As browsers check it: https://html.spec.whatwg.org/multipage/input.html#email-state-(type=email)
// Whether somebody reads what is sent there, only a mail can tell.
const Email = z.email({ pattern: z.regexes.html5Email }).max(254).toLowerCase();

const Password = Text.min(8).max(256);

export const SignUp = z.object({
  name: Name,
  email: Email,
  password: Password,
});

export const Credentials = z.object({ email: Email, password: Password });

// One spelling for one thing: `Number` alone reads 0x10, 1e1 and " 1" as well.
const Digits = z.string().regex(/^[1-9]\d*$/, "Must be a number in digits");

export const PageQuery = z.object({
  limit: Digits.pipe(z.coerce.number<string>().max(100)).optional(),
  before: Digits.pipe(z.coerce.number<string>().int()).optional(),
});

export const UserParams = z.object({
  id: Digits.pipe(z.coerce.number<string>().int()),
});

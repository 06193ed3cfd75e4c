// The schemas of requests about users: what is valid, and what it is parsed to.
import { z } from "zod";

// Half a surrogate pair has no UTF-8: each would be stored as U+FFFD, and two
// different passwords would be equal. And a letter with an accent is one character
// or two, depending on the keyboard: NFC makes it one (RFC 8265).
const Text = z
  .string()
  .refine((text) => text.isWellFormed(), "Must be well-formed Unicode")
  .normalize("NFC");

// Line ends and escapes are commands to a log or a terminal. Bidi controls display
// a name in another order than it is stored in.
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}]/u;
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

const Name = Text.trim()
  .max(100)
  .regex(VISIBLE, "Must have something to see in it")
  .refine((name) => !UNPRINTABLE.test(name), "Must have no control characters");

// As browsers check it: https://html.spec.whatwg.org/multipage/input.html#email-state-(type=email)
// Whether the address exists, only a mail to it can tell.
const Email = z.email({ pattern: z.regexes.html5Email }).max(254).toLowerCase();

const Password = Text.min(8).max(256);

export const SignUp = z.object({
  name: Name,
  email: Email,
  password: Password,
});

export const Credentials = z.object({ email: Email, password: Password });

// One spelling for one number: `Number` also accepts 0x10, 1e1 and " 1".
const Digits = z.string().regex(/^[1-9]\d*$/, "Must be a number in digits");

export const PageQuery = z.object({
  limit: Digits.pipe(z.coerce.number<string>().max(100)).default(20),
  before: Digits.pipe(z.coerce.number<string>().int()).default(Infinity),
});

export const UserParams = z.object({
  id: Digits.pipe(z.coerce.number<string>().int()),
});

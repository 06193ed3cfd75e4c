// Remedies for text that is broken, invisible or spelt in two ways, and for addresses.
import { type Remedies, stackShown, uncaught } from "./remedy";

export const text: Remedies = {
  "malformed-text": {
    why: {
      crashed: uncaught,
      leaked: stackShown,
      else: "Buffer.toString(), and the decoder of express.json, put U+FFFD in the place of each byte that is not UTF-8, and say nothing: another text is stored than was sent.",
    },
    change:
      "express.json({ verify }) with isUtf8(buffer) of node:buffer, and 400 where it is false.",
  },
  "split-character": {
    why: "body += chunk decodes each chunk alone: a character whose bytes arrive in two chunks becomes several U+FFFD.",
    change:
      "Parse with express.json, which decodes the whole body; or req.setEncoding('utf8') before the first 'data'.",
  },
  "half-characters": {
    why: "JSON may say \\ud800, half of a surrogate pair. It has no bytes in UTF-8: scrypt, PostgreSQL and Redis get U+FFFD, and two texts become one.",
    change:
      "z.string().refine((text) => text.isWellFormed()) for whatever is stored or hashed.",
  },
  "invisible-names": {
    why: "trim() and a length take a zero-width space for a letter, and nothing looks for control characters and marks of direction, which forge a line of a log or turn a name round.",
    change:
      "A schema for names that refuses \\p{Cc} and \\p{Bidi_Control}, and wants a character that is not \\p{Default_Ignorable_Code_Point}.",
  },
  "unusual-emails": {
    lesson: 6,
    why: "A pattern that was written by hand, or a strict library's, knows fewer addresses than people have.",
    change:
      "Check what browsers check (zod: z.email({ pattern: z.regexes.html5Email })), and send a mail: only that proves an address.",
  },
  "taken-email-in-capitals": {
    why: "Addresses are compared as they were typed, so one person gets two accounts, and one of two cannot sign in.",
    change:
      "Bring e-mails into one form before they are compared and stored: toLowerCase(), in the schema.",
  },
  "numbers-in-disguise": {
    why: "Number(text), and z.coerce.number() with it, reads 0x10, 1e1 and ' 1' as well: caches, limits and logs see many things where there is one.",
    change: "z.string().regex(/^[1-9]\\d*$/) before the text becomes a number.",
  },
  "wrong-methods": {
    why: "The validation is mounted by app.use on a path, so it runs for every method and for all paths below, in front of the router that would say 404.",
    change:
      "Put the validation into the route: router.post('/', validate(schema), handler).",
  },
  options: {
    lesson: 6,
    why: "Express answers OPTIONS in the first router that knows the path: one that is mounted in front, for a part of the methods, answers for all.",
    change: "Put such handlers into the app by app.get, which answers last.",
  },
};

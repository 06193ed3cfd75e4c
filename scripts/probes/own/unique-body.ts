// Bodies that a route accepts: given by the user, made of an OpenAPI schema, or guessed.
import { randomUUID } from "node:crypto";

export type Body = Readonly<Record<string, unknown>>;

/** The body, with a text of its own for each {{unique}}. */
export function filled(body: Body): Body {
  const text = JSON.stringify(body).replaceAll("{{unique}}", () =>
    randomUUID().slice(0, 8),
  );
  return JSON.parse(text);
}

/**
 * What routes of many an API want, the fullest first; those that refuse unknown
 * members want less. What is not expected may end a server: so {} is the last.
 */
export const guesses: readonly [Body, ...Body[]] = [
  {
    ...{ name: "Fault {{unique}}", title: "Fault {{unique}}" },
    ...{ text: "Fault", content: "Fault", description: "Fault" },
    ...{ email: "fault-{{unique}}@example.com", password: "secret-{{unique}}" },
    ...{ price: 1, quantity: 1, amount: 1, completed: false, done: false },
  },
  {
    name: "Fault {{unique}}",
    email: "fault-{{unique}}@example.com",
    password: "the secret of {{unique}}",
  },
  { title: "Fault {{unique}}" },
  { name: "Fault {{unique}}" },
  { text: "Fault {{unique}}" },
  {},
];

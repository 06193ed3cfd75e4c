// Wrong requests, put together from what is wrong with them.
import type { Message } from "../servers/http/request";
import type { Target } from "./targets/target";
import { uniqueUser } from "./targets/users";

export interface Attempt {
  /** What is wrong with it, as in "a body that is null". */
  readonly what: string;
  readonly message: Message;
  /** Whether it goes over the wire as it is: see `Target.askInOnePiece`. */
  readonly inOnePiece?: boolean;
}

export function posted(
  { routes }: Target,
  what: string,
  body: Message["body"],
  type = "application/json",
): Attempt {
  const headers = { "Content-Type": type };
  return {
    what,
    message: { method: "POST", path: routes.post, headers, body },
  };
}

/** A sign-up that is right but for these members; undefined leaves one out. */
export function signUpWith(
  target: Target,
  what: string,
  wrong: Readonly<Record<string, unknown>>,
): Attempt {
  return posted(target, what, { ...uniqueUser(), ...wrong });
}

export function asked(what: string, path: string): Attempt {
  return { what, message: { path } };
}

/** The body with this value in the place of its first text. */
export function withFirstText(
  body: Readonly<Record<string, unknown>>,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const first = Object.keys(body).find((key) => typeof body[key] === "string");
  return { ...body, [first ?? "name"]: value };
}

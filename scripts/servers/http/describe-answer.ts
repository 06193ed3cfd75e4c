// Says in a few words what a server answered, and whether it leaked its insides.
import { z } from "zod";
import { root } from "../host/paths";
import type { Outcome } from "./request";

/** `404 problem user_not_found`, `500 html with a stack trace`, `no answer`. */
export function describeAnswer(answer: Outcome): string {
  if (!answer) return "no answer";
  const words = `${answer.status} ${kindOf(answer)}`;
  return hasStackTrace(answer.text) ? `${words} with a stack trace` : words;
}

/** As above, and the headers that say what to do about a refusal. */
export function describeRefusal(answer: Outcome): string {
  const names = ["www-authenticate", "retry-after"];
  const has = names.filter((name) => answer?.headers[name] !== undefined);
  return [describeAnswer(answer), ...has].join(" with ");
}

function kindOf(answer: NonNullable<Outcome>): string {
  const type = answer.headers["content-type"] ?? "nothing";
  if (type.startsWith("application/problem+json")) return problemIn(answer);
  const kinds = ["json", "html", "plain"];
  return kinds.find((kind) => type.includes(kind)) ?? type;
}

// RFC 9457, and the two members that this API adds: `code`, `requestId`.
function problemIn({ status, headers, text }: NonNullable<Outcome>): string {
  const problem = z
    .object({
      type: z.literal("about:blank"),
      title: z.string().min(1),
      status: z.literal(status),
      detail: z.string().min(1),
      code: z.string().min(1),
      requestId: z.literal(String(headers["x-request-id"])),
    })
    .safeParse(JSON.parse(text));
  return problem.success ? `problem ${problem.data.code}` : `broken: ${text}`;
}

/** A line of a stack trace, with or without HTML around it. */
const STACK_LINE = /\bat [^\n<]*[\\/:][^\n<]*:\d+:\d+/;

/** Whether the text has a stack trace, or a path of this machine, in it. */
export function hasStackTrace(text: string): boolean {
  return (
    STACK_LINE.test(text) || text.includes(root) || /node_modules/.test(text)
  );
}

// Finds what an answer tells of the server's inside.
import { root } from "../host/paths";

/** A line of a stack trace, with or without HTML around it. */
const STACK_LINE = /\bat [^\n<]*[\\/:][^\n<]*:\d+:\d+/;

/** Whether the text has a stack trace, or a path of this machine, in it. */
export function hasStackTrace(text: string): boolean {
  return (
    STACK_LINE.test(text) || text.includes(root) || /node_modules/.test(text)
  );
}

// A server whose log goes nowhere: does it go on?
import type { Target } from "../../targets/target";
import { fell, survived, type Verdict } from "../../verdict";

export const REQUESTS = 400;
const AT_ONCE = 50;

export async function logsOn(
  target: Target,
  how: "block" | "end",
): Promise<Verdict> {
  target.server.process.loseOutput(how);
  // A long URL makes a long line: a pipe takes 64 kB, a socket 200, and no more.
  const path = `${target.routes.read}?${"x".repeat(2000)}`;
  for (let asked = 0; asked < REQUESTS; asked += AT_ONCE) {
    const replies = await Promise.all(
      Array.from({ length: AT_ONCE }, () => target.ask({ path })),
    );
    if (replies.includes("hung")) return fell("hung", "it waits for the log");
    if (replies.includes("no answer")) {
      return fell("crashed", `within ${asked + AT_ONCE} requests`);
    }
  }
  const health = await target.health();
  return health === "well"
    ? survived(`${REQUESTS} are answered`)
    : fell("crashed", `its health: ${health}`);
}

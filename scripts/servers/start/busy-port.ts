// The one line about a port that somebody else has.
import { directoryName, steps } from "../../../steps/steps";
import { UserError } from "../host/user-error";
import { type PortHolder, portHolder } from "./port-holder";
import { askForPort, loopback, nextFreePort } from "./ports";

/**
 * @param command what was typed, as `npm run step 3`
 * @throws UserError (1) with the port, who holds it, and the way out, unless
 * the port is free.
 */
export async function assertPortIsFree(
  port: number,
  host: string | undefined,
  command: string,
): Promise<void> {
  const hosts = new Set([host ?? loopback[0], ...loopback]);
  const answer = await askForPort(port, [...hosts]);
  if (answer === "free") return;
  if (answer === "taken") throw await busyPort(port, command);
  throw new UserError(
    `You may not listen on port ${port}. Type: ${command} -- --port 3000`,
    1,
  );
}

async function busyPort(port: number, command: string): Promise<UserError> {
  const [holder, next] = await Promise.all([
    portHolder(port),
    nextFreePort(port),
  ]);
  const by = holder ? ` by ${describeHolder(holder)}` : "";
  const end = holder?.step
    ? "End it by Ctrl-C in its terminal, or type"
    : "Type";
  return new UserError(
    `Port ${port} is taken${by}. ${end}: ${command} -- --port ${next}`,
    1,
  );
}

/** "step 2 of the workshop (process 812)", "node server.js (process 812)". */
export function describeHolder({ step, name, pid }: PortHolder): string {
  const known = steps.find((candidate) => directoryName(candidate) === step);
  const who = known ? `step ${known.number} of the workshop` : name;
  return `${who} (process ${pid})`;
}

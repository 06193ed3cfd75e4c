// The program of a fleet: runs as a server does, and reports as one, so that it can be started as one.
import { connect } from "node:net";
import { unusedPort } from "../host/free-port";
import { sendJsonLine } from "../host/local-socket";
import { UserError } from "../host/user-error";
import { serviceVariables } from "../start/child-environment";
import { spanLog } from "../traces/nginx-spans";
import { Fleet } from "./fleet";

const {
  FLEET_ENTRY = "",
  FLEET_TEMPLATE = "",
  FLEET_NODES = "2",
  FLEET_SPANS,
  HOST: host = "127.0.0.1",
  PORT = "0",
  WORKSHOP_LINK: link,
} = process.env;

async function main(): Promise<void> {
  const asked = Number(PORT);
  const port = asked || (await unusedPort());
  const fleet = await Fleet.start({
    entry: FLEET_ENTRY,
    template: FLEET_TEMPLATE,
    log: FLEET_SPANS ? spanLog(Number(FLEET_SPANS)) : "",
    nodes: Number(FLEET_NODES),
    host,
    port,
    // What the nodes see in X-Forwarded-For was written by the nginx here.
    env: { ...services(), TRUST_PROXY: "loopback" },
    execArgv: process.execArgv,
    onOutput: (chunk) => process.stdout.write(chunk),
    onNews: (line) => console.error(line),
    onGivenUp: () => void fleet.stop().then(() => process.exit(1)),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void fleet.stop().then(() => process.exit(0)));
  }
  // As step 11 has it for the workers of one node.
  process.on("SIGUSR2", () => void fleet.deploy().catch(fail));
  console.error(`nginx says which node answered, in ${fleet.accessLog}`);
  console.error(`A rolling deploy: kill -USR2 ${process.pid}`);
  reportListening(port, asked);
}

/** Databases and stores, which a server is given, and not the shell's. */
function services(): Record<string, string> {
  return Object.fromEntries(
    serviceVariables.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** As `link-preload` does for sockets of this process; nginx's is not one. */
function reportListening(port: number, asked: number): void {
  if (!link) return;
  const report = { pid: process.pid, port, address: host, asked };
  const socket = connect({ path: link, allowHalfOpen: true }).unref();
  socket.on("error", () => {});
  sendJsonLine(socket, { listening: report });
}

function fail(error: unknown): never {
  console.error(error instanceof UserError ? error.message : error);
  process.exit(1);
}

void main().catch(fail);

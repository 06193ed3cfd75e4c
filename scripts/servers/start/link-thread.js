// The thread that holds a server's link; JavaScript, so that it starts without
// the compiler.
const { rmdirSync, unlinkSync } = require("node:fs");
const { connect } = require("node:net");
const { dirname } = require("node:path");
const { parentPort, workerData } = require("node:worker_threads");

const graceMs = 3000;
// Half-open: this end stays until the process is dead, and so says when it is.
const socket = connect({ path: workerData, allowHalfOpen: true });
const send = (message) => socket.write(`${JSON.stringify(message)}\n`);

send({ pid: process.pid });
parentPort.on("message", send);
socket.resume();
socket.once("end", endThisProcess);
socket.on("error", endThisProcess);

let ending = false;

/** The parent is gone: shut down as for an operator, then without asking. */
function endThisProcess() {
  if (ending) return;
  ending = true;
  setTimeout(() => process.kill(process.pid, "SIGKILL"), graceMs);
  removeSocket();
  process.kill(process.pid, "SIGTERM");
}

/** A parent that was killed by SIGKILL could not remove it itself. */
function removeSocket() {
  if (process.platform === "win32") return;
  try {
    unlinkSync(workerData);
  } catch {} // It did, or another process of this server has.
  try {
    rmdirSync(dirname(workerData));
  } catch {}
}

// Holds a unit test to what it is: no process, no socket. Says so at the first attempt.
const childProcess = require("node:child_process");
const { Server, Socket } = require("node:net");

const opening = [
  [Server.prototype, "listen", "opens a socket"],
  [Socket.prototype, "connect", "opens a connection"],
  ...["spawn", "spawnSync", "fork", "exec", "execSync", "execFile"].map(
    (name) => [childProcess, name, "starts a process"],
  ),
  [childProcess, "execFileSync", "starts a process"],
];

const originals = opening.map(([owner, name]) => owner[name]);

for (const [owner, name, what] of opening) {
  owner[name] = () => {
    throw new Error(
      `This test ${what}, and its file is in the project "unit". Name it in jest.config.js, among those of "process".`,
    );
  };
}

// Node's modules are shared with the files that this worker tests next.
afterAll(() => {
  for (const [index, [owner, name]] of opening.entries()) {
    owner[name] = originals[index];
  }
});

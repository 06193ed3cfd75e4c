// What PM2 is told to do what our supervisor does: pm2 start, and pm2 reload for a new build.
const {
  LISTEN_TIMEOUT_MS = "30000",
  SHUTDOWN_GRACE_MS = "5000",
  SHUTDOWN_DEADLINE_MS = "10000",
} = process.env;

module.exports = {
  apps: [
    {
      name: "express-at-scale",
      cwd: __dirname,
      script: "worker.ts",
      node_args: "-r ts-node/register",
      exec_mode: "cluster",
      // 0: as many as there are cores.
      instances: Number(process.env.WORKERS ?? 0),
      // A process is up when it says so, not when it listens.
      wait_ready: true,
      // Where it says so too late, PM2 goes on as if it had.
      listen_timeout: Number(LISTEN_TIMEOUT_MS),
      // From SIGINT to SIGKILL: 1.6 seconds by default, less than we need.
      kill_timeout:
        Number(SHUTDOWN_GRACE_MS) + Number(SHUTDOWN_DEADLINE_MS) + 4000,
      // A build that cannot start is given up, as ours does it.
      max_restarts: 5,
      min_uptime: 1000,
    },
  ],
};

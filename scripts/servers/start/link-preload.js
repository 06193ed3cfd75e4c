// Loaded before a server by `node -r`: has its process report to its parent.
const { isMainThread } = require("node:worker_threads");

// A worker thread of the server inherits the `-r`; one link a process will do,
// and a thread that loads nothing for it starts sooner.
if (isMainThread && process.env.WORKSHOP_LINK) require("./link-reports");

// Loads TypeScript from a cache of compiled code: it is most of every start.
// To be loaded before ts-node, which turns Node's cache off for what follows.
const { join } = require("node:path");
const nodeModule = require("node:module");

const folder = join(__dirname, "../../node_modules/.cache/express-at-scale");

// Node 20 has no such cache; where the folder cannot be written there is none.
nodeModule.enableCompileCache?.(folder);
require("typescript");
// At once, because servers are ended by signals, and then nothing is kept.
nodeModule.flushCompileCache?.();

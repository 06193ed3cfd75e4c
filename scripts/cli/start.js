// The command line's entry: lets Node run TypeScript, then runs cli.ts.
require("../servers/host/shell-variables");
require("../servers/typescript");
require("./cli");

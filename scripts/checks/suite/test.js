// npm test: lets Node run TypeScript, then runs the suite.
require("../../servers/host/shell-variables");
require("../../servers/typescript");
require("./run-suite");

// npm test: lets Node run TypeScript, then runs the suite.
require("../../servers/typescript");
require("./run-suite");

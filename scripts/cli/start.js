// The command line's entry: readies the compiler, then runs cli.ts.
require("../servers/compiler-cache");
require("ts-node").register({ cwd: __dirname });
require("./cli");

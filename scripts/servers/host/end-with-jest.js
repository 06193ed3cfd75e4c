// Ends a worker of Jest's with Jest itself, which may be killed: loaded by the test environments, in the worker's own realm.
process.once("disconnect", () => process.exit(1));

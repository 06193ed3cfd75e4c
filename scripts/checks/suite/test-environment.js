// Jest's environment for Node, in a worker that does not outlive the run.
require("../../servers/host/end-with-jest");
const { TestEnvironment } = require("jest-environment-node");

module.exports = TestEnvironment;

// What the threads of the tests run: it does what the item says. JavaScript, because a thread of Jest's has no compiler.
const {
  BroadcastChannel,
  receiveMessageOnPort,
  threadId,
} = require("node:worker_threads");

module.exports = function scriptedThread({ item, quantities }) {
  switch (item) {
    case "throws":
      throw new Error("told to");
    case "dies":
      return process.exit(7);
    case "holds":
      return hold();
    default:
      return { item, thread: threadId, days: quantities.length };
  }
};

/** Computes until it is told to stop, and says so when it begins and when it stops. */
function hold() {
  const channel = new BroadcastChannel("scripted-thread");
  channel.postMessage("holds");
  // No callback is called meanwhile, and no signal heard of: it computes.
  while (!receiveMessageOnPort(channel));
  channel.postMessage("stopped");
  channel.close();
  return { thread: threadId };
}

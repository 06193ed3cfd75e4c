// Packs orders, in a process of its own: JavaScript, so that it starts in a moment.

// How it starts: "well", "badly", or "slowly", which is when it is told "now".
if (process.env.START === "badly") process.exit(1);
if (process.env.START === "well") process.send("ready");

process.on("message", (message) => {
  if (message === "now") process.send("ready");
  if (message === "exit") process.exit(0);
  if (message === "crash") process.exit(1);
  if (message === "hang up") process.disconnect();
});
// Without a supervisor there is nothing left to pack.
process.on("disconnect", () => process.exit(0));

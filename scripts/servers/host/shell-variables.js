// Sets aside what the shell has set for other programs, before anything reads it or passes it on.
const http = require("node:http");

/** Of Node's own variables, those that the workshop passes on to its servers. */
const passedOn = [
  "NODE_OPTIONS", // A debugger attaches by it.
  "NODE_ENV",
  "NODE_EXTRA_CA_CERTS",
  "NODE_DISABLE_COLORS",
  "NODE_NO_WARNINGS",
];

/** Whether another project's ts-node, PostgreSQL, collector, proxy or Node is meant. */
function isForeign(name) {
  if (/^NODE_/.test(name)) return !passedOn.includes(name);
  // Whoever names a database may give its password or certificate so.
  if (/^PG/.test(name)) return !process.env.DATABASE_URL;
  return /^(TS_NODE|OTEL)_|^(https?|ftp|all|no)_proxy$/i.test(name);
}

const setAside = Object.keys(process.env).filter(isForeign).sort();
for (const name of setAside) delete process.env[name];

// By then, Node itself has read which proxy it should use.
if (setAside.some((name) => /proxy/i.test(name))) {
  http.setGlobalProxyFromEnv?.({});
}

module.exports = { setAside };

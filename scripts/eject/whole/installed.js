// What the install does last: leaves the whole server of each step in `.workshop/servers/`. It fails no install.
try {
  require("../../servers/host/shell-variables");
  require("../../servers/typescript");
  const { keepWholeServers } = require("./whole-server");
  for (const notice of keepWholeServers()) console.error(notice);
} catch (error) {
  console.error(`No whole servers in .workshop/servers: ${error.message}`);
}

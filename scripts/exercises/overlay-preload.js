// The overlay of `overlay-resolver.js` for a server's process: `node -r`.
const Module = require("node:module");
const { dirname } = require("node:path");
const { isBare, overlayOf, root } = require("./overlay");

const overlay = overlayOf(process.env);
const resolveFilename = Module._resolveFilename;

// A file's own extension decides how it is loaded, which Node's public hooks
// take over; pirates and ts-node build on this method as well.
Module._resolveFilename = function resolve(request, parent, isMain, options) {
  const importer = parent?.filename;
  const swapped = importer && overlay?.find(request, dirname(importer));
  if (swapped) return swapped;
  try {
    return resolveFilename.call(this, request, parent, isMain, options);
  } catch (error) {
    if (!isBare(request)) throw error;
    return resolveFilename.call(this, request, parent, isMain, {
      ...options,
      paths: [root],
    });
  }
};

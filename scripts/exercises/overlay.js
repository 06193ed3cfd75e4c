// Swaps a learner's file for the file of the same name in another folder;
// JavaScript, because Jest loads it before any compiler.
const { existsSync, realpathSync, statSync } = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "../..");
const endings = [".ts", ".js", ".json", path.join("/", "index.ts")];

/**
 * An overlay of `folders` (the first that has a file wins) on `base`.
 *
 * `find(request, from)` is the file that the import `request` in the folder
 * `from` stands for, or undefined where the ordinary rules apply.
 */
function createOverlay(base, folders) {
  const bottom = real(base);
  const layers = folders.map(real);

  return {
    base: bottom,
    find(request, from) {
      if (!isPath(request)) return undefined;
      const target = path.resolve(from, request);
      const layer = layers.find((folder) => isInside(from, folder));
      if (!layer) {
        if (!isInside(target, bottom)) return undefined;
        return pick(path.relative(bottom, target));
      }
      if (isInside(target, layer)) return pick(path.relative(layer, target));
      if (isInside(target, bottom)) return pick(path.relative(bottom, target));
      // A trap that reaches out for the solution means that very file; a kept
      // starter was written for the place of the learner's.
      if (asFile(target)) return undefined;
      const place = path.join(bottom, path.relative(layer, from));
      return asFile(path.resolve(place, request));
    },
  };

  function pick(name) {
    for (const folder of [...layers, bottom]) {
      const file = asFile(path.join(folder, name));
      if (file) return file;
    }
    return undefined;
  }
}

/** The overlay that the environment asks for, if it asks for one. */
function overlayOf(environment) {
  const { WORKSHOP_OVERLAY, WORKSHOP_OVERLAY_BASE } = environment;
  if (!WORKSHOP_OVERLAY || !WORKSHOP_OVERLAY_BASE) return undefined;
  return createOverlay(
    WORKSHOP_OVERLAY_BASE,
    WORKSHOP_OVERLAY.split(path.delimiter),
  );
}

/** The name of a package or of a Node module, not a path. */
function isBare(request) {
  return !isPath(request);
}

function isPath(request) {
  return /^\.{1,2}([/\\]|$)/.test(request) || path.isAbsolute(request);
}

function isInside(file, folder) {
  return file === folder || file.startsWith(folder + path.sep);
}

function asFile(target) {
  if (isFile(target)) return target;
  const ending = endings.find((each) => isFile(target + each));
  return ending && target + ending;
}

function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function real(folder) {
  const absolute = path.resolve(root, folder);
  return existsSync(absolute) ? realpathSync(absolute) : absolute;
}

module.exports = { createOverlay, isBare, overlayOf, root };

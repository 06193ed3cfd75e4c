// Lets Node run TypeScript: compiled by ts-node, once for each content, and kept on disk.
const fs = require("node:fs");
const nodeModule = require("node:module");
const { dirname, join, relative, resolve, sep } = require("node:path");
const { threadId } = require("node:worker_threads");

const root = resolve(__dirname, "../..");
const modules = join(root, "node_modules");
const cache = join(modules, ".cache", "express-at-scale");

// Node keeps what V8 makes of the code as well; servers are ended by signals,
// and then it would keep nothing.
nodeModule.enableCompileCache(join(cache, "v8"));
setTimeout(() => nodeModule.flushCompileCache(), 2000).unref();
// The compiled code has its source map in it: stack traces name the TypeScript.
process.setSourceMapsEnabled(true);

// Node resolves `./app` to `app.ts` for every extension that is registered here.
require.extensions[".ts"] = (module, file) => {
  module._compile(outputOf(file, fs.readFileSync(file, "utf8")), file);
};

/** A file's JavaScript: as it was kept, or compiled now. */
function outputOf(file, source) {
  if (!file.startsWith(root + sep)) return compile(source, file);
  const kept = join(cache, "compiled", `${relative(root, file)}.kept`);
  // What the output was made of stands before it: no hash, no guess.
  const origin = `${settings()}\0${source}\0`;
  const text = read(kept);
  if (text?.startsWith(origin)) return text.slice(origin.length);
  const output = compile(source, file);
  keep(kept, origin + output);
  return output;
}

let settingsText;

/** What decides on the output beside the source: the settings, and what is installed. */
function settings() {
  settingsText ??= `${read(join(root, "tsconfig.json"))}\0${fs.statSync(join(modules, ".package-lock.json"), { throwIfNoEntry: false })?.mtimeMs}`;
  return settingsText;
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

let compiler;

/** Loads ts-node only now: most starts find all of their files compiled. */
function compile(source, file) {
  compiler ??= loadCompiler();
  return compiler.compile(source, file);
}

/**
 * ts-node brings source maps along, and with them another text of errors and
 * crashes than Node's, which all other starts have.
 */
function loadCompiler() {
  // It would keep code in a folder of a known name that any user may have made.
  process.env.DISABLE_V8_COMPILE_CACHE = "1";
  const tsNode = require.resolve("ts-node");
  const loaded = require(tsNode).create({ cwd: root, projectSearchDir: root });
  const ownPackages = nodeModule.createRequire(tsNode);
  ownPackages("@cspotcode/source-map-support").uninstall();
  return loaded;
}

/** Whole or not at all, as other processes read it; where nothing can be written, nothing is kept. */
function keep(file, text) {
  const temporary = `${file}.${process.pid}.${threadId}`;
  try {
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, file);
  } catch {
    fs.rmSync(temporary, { force: true });
  }
}

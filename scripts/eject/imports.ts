// What a TypeScript file imports: where in its text the specifiers stand, and
// which file or package each of them means.
import { statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, resolve } from "node:path";
import ts from "typescript";

/** One import of a file: `[start, end)` is the text that names the other. */
export interface Import {
  /** As written; a path built from `__dirname` reads as `./relative/path`. */
  readonly specifier: string;
  /** `path`: named to the file system at run time, as a worker's file is. */
  readonly kind: "module" | "path";
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

const jestCalls = new Set([
  "mock",
  "unmock",
  "doMock",
  "dontMock",
  "createMockFromModule",
  "requireActual",
  "requireMock",
  "unstable_mockModule",
]);

/**
 * Lists static and dynamic imports, re-exports, types, `require`,
 * `require.resolve`, Jest's mocks, relative module augmentations, and
 * `join(__dirname, "literal")`, in the order in which they stand.
 */
export function importsOf(text: string, fileName = "module.ts"): Import[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const named = namedIn(node);
    if (named) {
      const start = named.first.getStart(source);
      const { line } = source.getLineAndCharacterOfPosition(start);
      const { specifier, kind } = named;
      const end = named.last.getEnd();
      found.push({ specifier, kind, start, end, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

interface Named {
  readonly specifier: string;
  readonly kind: Import["kind"];
  readonly first: ts.Node;
  readonly last: ts.Node;
}

function namedIn(node: ts.Node): Named | undefined {
  return (
    namedByModule(specifierNode(node)) ??
    (ts.isCallExpression(node) ? namedByPath(node) : undefined)
  );
}

function namedByModule(node: ts.Node | undefined): Named | undefined {
  if (!node || !ts.isStringLiteralLike(node)) return undefined;
  return { specifier: node.text, kind: "module", first: node, last: node };
}

function specifierNode(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument)
      ? node.argument.literal
      : undefined;
  }
  if (ts.isModuleDeclaration(node)) {
    // `declare module "x"` of a package adds types to it, and imports nothing.
    return node.name.text.startsWith(".") ? node.name : undefined;
  }
  if (ts.isCallExpression(node) && loadsModule(node.expression)) {
    return node.arguments[0];
  }
  return undefined;
}

function loadsModule(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (isNamed(callee, "require")) return true;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const { expression, name } = callee;
  return (
    (isNamed(expression, "require") && name.text === "resolve") ||
    (isNamed(expression, "jest") && jestCalls.has(name.text))
  );
}

/** `join(__dirname, "..", "x.ts")`, also as `path.join` and `resolve`. */
function namedByPath(call: ts.CallExpression): Named | undefined {
  const callee = ts.isPropertyAccessExpression(call.expression)
    ? call.expression.name
    : call.expression;
  const [folder, ...parts] = call.arguments;
  const [first] = parts;
  const last = parts.at(-1);
  if (!isNamed(callee, "join") && !isNamed(callee, "resolve")) return undefined;
  if (!folder || !isNamed(folder, "__dirname")) return undefined;
  if (!first || !last || !parts.every(ts.isStringLiteralLike)) return undefined;
  const path = parts.map((part) => part.text).join("/");
  const specifier = path.startsWith(".") ? path : `./${path}`;
  return { specifier, kind: "path", first, last };
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** Whether the specifier means a file of the same tree. */
export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

/** The absolute path of what a relative import of `importer` means, if there. */
export function resolveImport(
  { specifier, kind }: Pick<Import, "specifier" | "kind">,
  importer: string,
): string | undefined {
  const path = resolve(dirname(importer), specifier);
  const candidates = [
    path,
    `${path}.ts`,
    path.replace(/\.js$/, ".ts"),
    ...(kind === "module"
      ? [`${path}.js`, `${path}.json`, resolve(path, "index.ts")]
      : []),
  ];
  return candidates.find((candidate) => isFile(candidate));
}

/** The package a specifier loads from; none for files and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (isRelative(specifier) || isBuiltin(specifier)) return undefined;
  const [scope = "", name] = specifier.split("/");
  return scope.startsWith("@") && name ? `${scope}/${name}` : scope;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

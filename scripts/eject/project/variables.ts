// Finds the environment variables that a module reads, and their defaults.
import ts from "typescript";

/** A variable as the code has it. */
export interface Variable {
  readonly name: string;
  /** What the server assumes without it; absent where it assumes nothing. */
  readonly byDefault?: string;
}

/**
 * The variables that a text reads as `process.env.NAME ?? value`, as
 * `env.NAME`, or by a zod schema's `NAME: z.string().default(value)`.
 */
export function variablesIn(text: string): Variable[] {
  const source = ts.createSourceFile("module.ts", text, ts.ScriptTarget.Latest);
  const found: Variable[] = [];
  const visit = (node: ts.Node): void => {
    const variable = readBy(node, source) ?? declaredBy(node, source);
    if (variable) found.push(variable);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return unique(found);
}

function readBy(node: ts.Node, source: ts.SourceFile): Variable | undefined {
  if (ts.isBinaryExpression(node)) {
    const variable = readBy(node.left, source);
    const falls = node.operatorToken.kind === questionQuestion;
    return falls ? withDefault(variable?.name, node.right) : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const { expression, name } = node;
  const isEnvironment = /(^|\.)env$/.test(expression.getText(source));
  return isEnvironment ? withDefault(name.text) : undefined;
}

const questionQuestion = ts.SyntaxKind.QuestionQuestionToken;

function declaredBy(
  node: ts.Node,
  source: ts.SourceFile,
): Variable | undefined {
  if (!ts.isPropertyAssignment(node)) return undefined;
  if (!/^z\s*\./.test(node.initializer.getText(source))) return undefined;
  return withDefault(node.name.getText(source), defaultOf(node.initializer));
}

/** The argument of `.default(…)` along a chain of calls. */
function defaultOf(schema: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(schema)) return undefined;
  const { expression } = schema;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  return expression.name.text === "default"
    ? schema.arguments[0]
    : defaultOf(expression.expression);
}

function withDefault(
  name: string | undefined,
  value?: ts.Expression,
): Variable | undefined {
  if (!name || !/^[A-Z][A-Z0-9_]*$/.test(name)) return undefined;
  if (!value || !ts.isLiteralExpression(value)) return { name };
  return { name, byDefault: value.text };
}

/** Each name once, with its default where any of its uses has one. */
function unique(variables: readonly Variable[]): Variable[] {
  const byName = new Map<string, Variable>();
  for (const variable of variables) {
    const known = byName.get(variable.name);
    if (!known?.byDefault) byName.set(variable.name, variable);
  }
  return [...byName.values()];
}

import ts from 'typescript';
import { changesOfExpression, isChainPart, isRemovable } from './mutators';

/** One small fault in one file. `id` is unique in a run. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
}

export interface Instrumented {
  /** The source with all its mutants in it; which of them acts is asked of `__m(id)` when it runs. */
  readonly text: string;
  readonly mutants: readonly Mutant[];
  /** Mutants left out because a comment beside the code says that nobody could tell the difference, and why. */
  readonly equivalent: number;
}

/** `// same: KIND, reason` at the end of a line, or alone above it: mutants of that kind on that line are no different program. */
const mark = /\/\/ same: ([a-z]+(?: [a-z]+)*), \S/;

function marksOf(text: string): Map<number, ReadonlySet<string>> {
  const marks = new Map<number, ReadonlySet<string>>();
  text.split('\n').forEach((line, at) => {
    const kinds = mark.exec(line)?.[1];
    if (kinds) marks.set(line.trimStart().startsWith('//') ? at + 2 : at + 1, new Set(kinds.split(' ')));
  });
  return marks;
}

/** Names, types and places of assignment cannot be replaced by an expression. */
function isFixed(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isBindingElement(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node) return true;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return true;
  const operator = ts.isBinaryExpression(parent) ? parent.operatorToken.kind : null;
  return operator !== null && operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment && (parent as ts.BinaryExpression).left === node;
}

/** Puts every mutant into a source. `file` is its path with slashes; ids begin at `first`. */
export function instrument(file: string, text: string, first: number): Instrumented {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const marks = marksOf(text);
  const mutants: Mutant[] = [];
  let equivalent = 0;

  function add(node: ts.Node, kind: string, after: string): number | null {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    if (marks.get(line + 1)?.has(kind)) {
      equivalent += 1;
      return null;
    }
    const id = first + mutants.length;
    mutants.push({ id, file, line: line + 1, column: character + 1, kind, before: node.getText(source), after });
    return id;
  }

  /** The text of a node with the mutants of its parts in it. */
  function inner(node: ts.Node): string {
    let out = '';
    let at = node.getStart(source);
    node.forEachChild((child) => {
      if (child.getStart(source) < at) return;
      out += text.slice(at, child.getStart(source)) + emit(child);
      at = child.end;
    });
    return out + text.slice(at, node.end);
  }

  function emit(node: ts.Node): string {
    if (isFixed(node)) return node.getText(source);
    if (isRemovable(node)) {
      // Directives like 'use strict' are statements too.
      const id = ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) ? null : add(node, 'statement', '');
      const whole = inner(node);
      // In a block of its own, or an else behind it would become its own.
      return id === null ? whole : `{ if (!__m(${id})) { ${whole} } }`;
    }
    if (!ts.isExpression(node) || isChainPart(node) || ts.isSpreadElement(node)) return inner(node);
    const choices = changesOfExpression(node, source).flatMap(({ kind, text: after }) => {
      const id = add(node, kind, after);
      return id === null ? [] : [`__m(${id}) ? (${after}) : `];
    });
    const whole = inner(node);
    return choices.length === 0 ? whole : `(${choices.join('')}(${whole}))`;
  }

  const body = source.statements.map((statement) => emit(statement)).join('\n');
  return { text: body, mutants, equivalent };
}

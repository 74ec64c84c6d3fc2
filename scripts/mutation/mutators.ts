import ts from 'typescript';

/** A small fault put in place of one node. */
export interface Change {
  readonly kind: string;
  /** What stands there instead; a statement's is nothing. */
  readonly text: string;
}

const { SyntaxKind: K } = ts;

const swapped: Partial<Record<ts.SyntaxKind, readonly [kind: string, ...texts: string[]]>> = {
  [K.LessThanToken]: ['boundary', '<=', '>='], [K.LessThanEqualsToken]: ['boundary', '<', '>'],
  [K.GreaterThanToken]: ['boundary', '>=', '<='], [K.GreaterThanEqualsToken]: ['boundary', '>', '<'],
  [K.EqualsEqualsEqualsToken]: ['condition', '!=='], [K.ExclamationEqualsEqualsToken]: ['condition', '==='],
  [K.EqualsEqualsToken]: ['condition', '!='], [K.ExclamationEqualsToken]: ['condition', '=='],
  [K.AmpersandAmpersandToken]: ['logic', '||'], [K.BarBarToken]: ['logic', '&&'], [K.QuestionQuestionToken]: ['logic', '&&'],
  [K.PlusToken]: ['arithmetic', '-'], [K.MinusToken]: ['arithmetic', '+'], [K.AsteriskToken]: ['arithmetic', '/'],
  [K.SlashToken]: ['arithmetic', '*'], [K.PercentToken]: ['arithmetic', '*'], [K.AsteriskAsteriskToken]: ['arithmetic', '*'],
};
const assigned: Partial<Record<ts.SyntaxKind, string>> = { [K.PlusEqualsToken]: '-=', [K.MinusEqualsToken]: '+=', [K.AsteriskEqualsToken]: '/=' };
/** Calls on a value that give the value in another order, form or part: without them something is still there, but wrong. */
const refining = new Set(['filter', 'sort', 'reverse', 'slice', 'trim', 'toLowerCase', 'toUpperCase', 'flat']);

const isComparison = (node: ts.Expression): boolean => ts.isBinaryExpression(node) && ['boundary', 'condition', 'logic'].includes(swapped[node.operatorToken.kind]?.[0] ?? '');
const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
  || (ts.isBinaryExpression(node) && node.operatorToken.kind === K.PlusToken && (isText(node.left) || isText(node.right)));
const isPlain = (node: ts.Expression): boolean => isText(node) || ts.isNumericLiteral(node)
  || [K.TrueKeyword, K.FalseKeyword, K.NullKeyword].includes(node.kind) || (ts.isIdentifier(node) && node.text === 'undefined');

function binary(node: ts.BinaryExpression, source: ts.SourceFile): Change[] {
  const [left, operator, right] = [node.left.getText(source), node.operatorToken.kind, node.right.getText(source)];
  const other = assigned[operator];
  if (other) return [{ kind: 'arithmetic', text: `${left} ${other} ${right}` }];
  const [kind, ...texts] = swapped[operator] ?? [];
  if (kind === undefined || (kind === 'arithmetic' && isText(node))) return [];
  // Mixing ?? with && needs brackets.
  return texts.map((text) => ({ kind, text: kind === 'logic' ? `(${left}) ${text} (${right})` : `${left} ${text} ${right}` }));
}

/** A condition of an if, a loop or a choice turned around, unless an operator in it is already. */
function turned(condition: ts.Expression, source: ts.SourceFile): Change[] {
  const inverted = ts.isPrefixUnaryExpression(condition) && condition.operator === K.ExclamationToken;
  return isComparison(condition) || inverted || isPlain(condition) ? [] : [{ kind: 'condition', text: `!(${condition.getText(source)})` }];
}

function isConditionOf(node: ts.Node): boolean {
  const { parent } = node;
  return ((ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node)
    || (ts.isConditionalExpression(parent) && parent.condition === node);
}

function isResult(node: ts.Node): boolean {
  const { parent } = node;
  return (ts.isReturnStatement(parent) && parent.expression === node) || (ts.isArrowFunction(parent) && parent.body === node);
}

/** Outermost of a chain like `a?.b.c(d)`, which can only be replaced as a whole. */
export function isChainPart(node: ts.Node): boolean {
  const { parent } = node;
  const inChain = (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent) || ts.isNonNullExpression(parent))
    && parent.expression === node;
  return inChain && (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

/** Text of a chain with one `?.` taken away. */
function unguarded(node: ts.Expression, source: ts.SourceFile): Change[] {
  const changes: Change[] = [];
  const [start, text] = [node.getStart(source), node.getText(source)];
  for (let part: ts.Node = node; ;) {
    if ((ts.isPropertyAccessExpression(part) || ts.isElementAccessExpression(part) || ts.isCallExpression(part)) && part.questionDotToken) {
      const at = part.questionDotToken.getStart(source) - start;
      changes.push({ kind: 'chain', text: `${text.slice(0, at)}${ts.isPropertyAccessExpression(part) ? '.' : ''}${text.slice(at + 2)}` });
    }
    if (ts.isPropertyAccessExpression(part) || ts.isElementAccessExpression(part) || ts.isCallExpression(part) || ts.isNonNullExpression(part)) part = part.expression;
    else return changes;
  }
}

function literal(node: ts.Expression): Change[] {
  if (node.kind === K.TrueKeyword) return [{ kind: 'literal', text: 'false' }];
  if (node.kind === K.FalseKeyword) return [{ kind: 'literal', text: 'true' }];
  if (ts.isNumericLiteral(node)) return [{ kind: 'number', text: Number(node.text) === 0 ? '1' : '0' }];
  if (ts.isStringLiteralLike(node)) return [{ kind: 'text', text: node.text === '' ? "'mutant'" : "''" }];
  if (ts.isTemplateExpression(node)) return [{ kind: 'text', text: '``' }];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [{ kind: 'list', text: '[]' }];
  return [];
}

/** Every change of an expression itself; those of its parts are not among them. */
export function changesOfExpression(node: ts.Expression, source: ts.SourceFile): Change[] {
  const changes = literal(node);
  if (ts.isBinaryExpression(node)) changes.push(...binary(node, source));
  if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === K.ExclamationToken) changes.push({ kind: 'condition', text: node.operand.getText(source) });
    if (node.operator === K.MinusToken) changes.push({ kind: 'arithmetic', text: node.operand.getText(source) });
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && refining.has(node.expression.name.text) && !node.expression.questionDotToken) {
    changes.push({ kind: 'call', text: node.expression.expression.getText(source) });
  }
  if ((node.flags & ts.NodeFlags.OptionalChain) !== 0) changes.push(...unguarded(node, source));
  if (isConditionOf(node)) changes.push(...turned(node, source));
  if (isResult(node) && !isPlain(node)) changes.push({ kind: 'result', text: 'undefined' });
  return changes;
}

/** Statements that are left out as a whole. */
export function isRemovable(node: ts.Node): node is ts.Statement {
  return ts.isExpressionStatement(node) || ts.isContinueStatement(node) || ts.isThrowStatement(node);
}

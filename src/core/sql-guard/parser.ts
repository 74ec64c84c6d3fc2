import { build, call, column, negatedIf, refuseRow, text } from './build';
import { castType } from './cast-types';
import type { BinaryOperator, Expression, Shape, Span } from './expression';
import { aggregateFunctions, rowFunctions } from './functions';
import type { ParseContext } from './guard';
import { jsonMember } from './json-paths';
import { unitOf } from './moments';
import { binaryOperators, wordOperator } from './operators';
import { primary } from './primary';
import { quantified } from './quantified';
import { refusedWords } from './refused-names';
import { refuse } from './refusal';
import { comparedRows } from './rows';
import type { Token } from './tokens';
import { fieldValueType } from './value-type';

/** Of brackets and calls in brackets and calls. */
const deepest = 100;

/** What a text was parsed to. */
export interface Parsed {
  readonly tree: Expression;
  readonly columns: readonly string[];
  readonly aggregates: boolean;
}

/** Reads an expression by operator precedence (that of PostgreSQL and DuckDB). */
export class Parser {
  private at = 0;
  private depth = 0;
  /** Inside the brackets of an aggregate function. */
  insideAggregate = false;
  /** An aggregate function was called. */
  aggregates = false;
  private readonly columns = new Set<string>();

  constructor(private readonly tokens: readonly Token[], readonly context: ParseContext) {}

  parse(): Parsed {
    if (this.peek().kind === 'end') refuse('it is empty', 0);
    if (this.is('select') || this.is('with')) refuse('a single expression is wanted, not a query; write what stands behind WHERE, without SELECT and FROM', this.peek().start);
    const tree = this.expression(0);
    if (this.peek().kind !== 'end') this.unexpected();
    refuseRow(tree);
    if (this.context.mode === 'condition' && !couldBeTruth(tree)) refuse('it is not a condition, since it does not give true or false', 0);
    return { tree, columns: [...this.columns], aggregates: this.aggregates };
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  /** Takes the next token if it is that sign or word (any case). */
  take(text: string): boolean {
    const same = this.is(text);
    if (same) this.at += 1;
    return same;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' ? token.text === text : token.kind === 'word' && token.text.toLowerCase() === text;
  }

  expect(text: string): void {
    if (!this.take(text)) refuse(`"${text.toUpperCase()}" is expected here`, this.peek().start);
  }

  unexpected(): never {
    const token = this.peek();
    if (token.kind === 'end') refuse('it ends too early', token.start);
    const refused = token.kind === 'word' ? refusedWords.get(token.text.toLowerCase()) : undefined;
    refuse(refused ?? `"${token.text}" is not expected here`, token.start);
  }

  /** What was read since the token or part that began at `start`. */
  span(start: number): Span {
    return { start, end: this.tokens[Math.max(0, Math.min(this.at, this.tokens.length) - 1)]!.end };
  }

  /** A part made of what was read since `start`; what is wrong with it is said of `at`. */
  node(shape: Shape, start: number, at = start): Expression {
    return build(shape, this.span(start), at);
  }

  /** An expression of operators that bind tighter than `least`. */
  expression(least: number): Expression {
    this.depth += 1;
    if (this.depth > deepest) refuse(`it is nested deeper than ${deepest} levels`, this.peek().start);
    let left = this.prefix();
    for (;;) {
      const grown = this.operator(left, least) ?? this.postfix(left, least) ?? wordOperator(this, left, least);
      if (!grown) break;
      left = grown;
    }
    this.depth -= 1;
    return left;
  }

  private prefix(): Expression {
    const { start } = this.peek();
    if (this.take('not')) return this.node({ kind: 'unary', operator: 'NOT', operand: this.expression(30) }, start);
    if (this.take('-')) return this.node({ kind: 'unary', operator: '-', operand: this.expression(110) }, start);
    if (this.take('+')) return this.expression(110);
    if (this.take('~')) return this.node({ kind: 'unary', operator: '~', operand: this.expression(70) }, start);
    return primary(this);
  }

  private operator(left: Expression, least: number): Expression | null {
    const token = this.peek();
    const found = binaryOperators.get(token.kind === 'sign' ? token.text : token.kind === 'word' ? token.text.toLowerCase() : '');
    if (!found || found.power <= least) return null;
    this.next();
    const special = found.power === 50 ? quantified(this, found.operator as BinaryOperator, left) : null;
    if (special) return special;
    const right = this.expression(found.power);
    const { operator } = found;
    if (operator === '->' || operator === '->>') return jsonMember(left, right, operator === '->>', this.span(left.start));
    if (operator === '#') return call('xor', [left, right], this.span(left.start));
    return this.binary(operator, left, right, token.start);
  }

  binary(operator: BinaryOperator, left: Expression, right: Expression, at = left.start): Expression {
    if (left.kind === 'row' || right.kind === 'row') return comparedRows(operator, left, right, this.span(left.start));
    return this.node({ kind: 'binary', operator, left, right }, left.start, at);
  }

  /** `::type`, `[index]` and `.member`. */
  private postfix(left: Expression, least: number): Expression | null {
    if (least < 120 && this.take('::')) return this.node({ kind: 'cast', operand: left, to: castType(this) }, left.start);
    if (least < 130 && this.take('[')) {
      const index = this.expression(0);
      this.expect(']');
      return this.node({ kind: 'item', operand: left, index }, left.start);
    }
    if (least < 130 && this.take('.')) {
      const member = this.next();
      if (member.kind !== 'word' && member.kind !== 'quoted') refuse('the name of a member is expected after "."', member.start);
      return this.node({ kind: 'member', operand: left, name: member.text }, left.start);
    }
    return null;
  }

  /** A regular expression that occurs in a text, or does not. */
  regex(left: Expression, pattern: Expression, not: boolean, anyCase = false): Expression {
    const span = this.span(left.start);
    return negatedIf(not, call('regexp_matches', [left, pattern, ...(anyCase ? [text('i', span)] : [])], span), span);
  }

  /** As {@link list}, where a bare word such as DAY may stand for a unit of time that is no field. */
  arguments(): Expression[] {
    const parts: Expression[] = [];
    if (this.take(')')) return parts;
    do parts.push(this.unitWord() ?? this.expression(0)); while (this.take(','));
    this.expect(')');
    return parts;
  }

  private unitWord(): Expression | null {
    const token = this.peek();
    const unit = token.kind === 'word' && (this.is(',', 1) || this.is(')', 1)) ? unitOf(token.text) : null;
    if (unit === null || this.context.columns.some(({ name }) => name.toLowerCase() === token.text.toLowerCase())) return null;
    this.next();
    return text(unit, token);
  }

  /** A list of expressions up to the closing bracket, which is taken too. */
  list(closing = ')'): Expression[] {
    const parts: Expression[] = [];
    if (this.take(closing)) return parts;
    do parts.push(this.expression(0)); while (this.take(','));
    this.expect(closing);
    return parts;
  }

  /** The column of a name: spelt exactly so, or else the only one that differs in case alone. The container's own name may stand before it. */
  column(token: Token): Expression {
    const { columns, mode } = this.context;
    const exact = columns.find(({ name }) => name === token.text);
    const similar = columns.filter(({ name }) => name.toLowerCase() === token.text.toLowerCase());
    const found = exact ?? (similar.length === 1 ? similar[0] : undefined);
    if (!found && similar.length === 0 && this.is('.')) return this.qualified(token);
    if (!found) refuse(similar.length > 1 ? `the field "${token.text}" is not clear, since several differ only in case` : `there is no field "${token.text}"`, token.start);
    if (mode === 'aggregate' && !this.insideAggregate) refuse(`the field "${token.text}" must stand inside an aggregate function such as sum(…)`, token.start);
    this.columns.add(found.name);
    return column(found.name, found.nativeType ?? null, fieldValueType(found.type, found.nativeType), { start: token.start, end: token.end });
  }

  /** A field behind the name of its container, or behind schema and name. */
  private qualified(token: Token): Expression {
    const own = this.context.container ?? '';
    const names = ownNames(own);
    const plural = names.schema !== null && names.schema === token.text.toLowerCase() && this.is(names.table ?? '', 1) && this.is('.', 2);
    if (!plural && !names.all.includes(token.text.toLowerCase())) {
      refuse(`there is no field "${token.text}"${own ? `, and this container is called "${own}"` : ''}; other tables cannot be read here, and the fields of this one need no name before them`, token.start);
    }
    if (plural) this.at += 2;
    this.expect('.');
    const member = this.next();
    if (member.kind !== 'word' && member.kind !== 'quoted') refuse('the name of a field is expected after "."', member.start);
    return this.column(member);
  }
}

/** The names under which a container's fields may be written, in small letters: `orders` for `sales.orders` and for `orders.csv`. */
function ownNames(container: string): { all: readonly string[]; schema: string | null; table: string | null } {
  const whole = container.toLowerCase();
  const parts = whole.split('.');
  if (parts.length !== 2) return { all: [whole, whole.replace(/\..*$/s, '')], schema: null, table: null };
  return { all: [whole, ...parts], schema: parts[0]!, table: parts[1]! };
}

/** Whether a part may give true or false, as far as it can be told: of a choice between values the source knows. */
function couldBeTruth(part: Expression): boolean {
  if (part.type === 'boolean' || part.type === 'unknown' || part.kind === 'case') return true;
  return (part.kind === 'call' || part.kind === 'aggregate') && (rowFunctions.get(part.name) ?? aggregateFunctions.get(part.name))?.gives === 'common';
}

import { functionCall } from './calls';
import { refusedWords, type Gives } from './functions';
import { grownSize, ofCell, short } from './growth';
import type { GuardContext, GuardedExpression } from './guard';
import { binaryOperators, wordOperator } from './operators';
import { primary } from './primary';
import { refuse } from './refusal';
import type { Token } from './tokens';

/** A parsed part: its SQL, fully in brackets, and what it gives. */
export interface Part {
  readonly sql: string;
  readonly gives: Gives;
  /** The most characters that it can give as text; see growth.ts. */
  readonly size: number;
}

const deepest = 100;

/** Reads an expression by operator precedence (that of PostgreSQL and DuckDB) and writes it anew as it goes. */
export class Parser {
  private at = 0;
  private depth = 0;
  /** Inside the brackets of an aggregate function. */
  insideAggregate = false;
  /** An aggregate function was called. */
  aggregates = false;
  private readonly columns = new Set<string>();

  constructor(private readonly tokens: readonly Token[], readonly context: GuardContext) {}

  parse(): GuardedExpression {
    if (this.peek().kind === 'end') refuse('it is empty', 0);
    const whole = this.expression(0);
    if (this.peek().kind !== 'end') this.unexpected();
    if (this.context.mode === 'condition' && whole.gives === 'other') refuse('it is not a condition, since it does not give true or false', 0);
    return { sql: whole.sql, columns: [...this.columns], aggregates: this.aggregates };
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
    const token = this.peek();
    const same = token.kind === 'sign' ? token.text === text : token.kind === 'word' && token.text.toLowerCase() === text;
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

  /** An expression of operators that bind tighter than `least`. */
  expression(least: number): Part {
    this.depth += 1;
    if (this.depth > deepest) refuse(`it is nested deeper than ${deepest} levels`, this.peek().start);
    let left = this.prefix();
    for (;;) {
      const operator = this.peek().kind === 'sign' ? binaryOperators.get(this.peek().text) : undefined;
      if (operator && operator.power > least) {
        const { start } = this.next();
        const right = this.expression(operator.power);
        left = { sql: `(${left.sql} ${operator.sql} ${right.sql})`, gives: operator.gives, size: operator.sql === '||' ? grownSize('||', [left.size, right.size], start) : short };
        continue;
      }
      const grown = this.postfix(left, least) ?? wordOperator(this, left, least);
      if (!grown) break;
      left = grown;
    }
    this.depth -= 1;
    return left;
  }

  private prefix(): Part {
    if (this.take('not')) return { sql: `(NOT ${this.expression(30).sql})`, gives: 'boolean', size: short };
    if (this.take('-')) return { sql: `(- ${this.expression(110).sql})`, gives: 'other', size: short };
    if (this.take('+')) return this.expression(110);
    return primary(this);
  }

  /** `::type`, `[index]` and `.member`. */
  private postfix(left: Part, least: number): Part | null {
    if (least < 120 && this.is('::')) {
      this.next();
      return this.cast(left);
    }
    if (least < 130 && this.take('[')) {
      const index = this.expression(0);
      this.expect(']');
      return { sql: `(${left.sql})[${index.sql}]`, gives: 'unknown', size: left.size };
    }
    if (least < 130 && this.is('.')) {
      this.next();
      const member = this.next();
      if (member.kind !== 'word' && member.kind !== 'quoted') refuse('the name of a member is expected after "."', member.start);
      return { sql: `struct_extract(${left.sql}, ${this.context.quote.text(member.text)})`, gives: 'unknown', size: left.size };
    }
    return null;
  }

  /** Casts give NULL where a value does not fit, so that one bad row does not stop a scan. */
  cast(value: Part): Part {
    const type = functionCall.castType(this);
    return { sql: `TRY_CAST(${value.sql} AS ${type})`, gives: type === 'BOOLEAN' ? 'boolean' : 'other', size: Math.max(short, value.size) };
  }

  /** A list of expressions up to the closing bracket, which is taken too. */
  list(): Part[] {
    const parts: Part[] = [];
    if (this.take(')')) return parts;
    do parts.push(this.expression(0)); while (this.take(','));
    this.expect(')');
    return parts;
  }

  /** The column of a name: spelt exactly so, or else the only one that differs in case alone. */
  column(token: Token): Part {
    const { columns, mode, quote } = this.context;
    const exact = columns.find((column) => column.name === token.text);
    const similar = columns.filter((column) => column.name.toLowerCase() === token.text.toLowerCase());
    const found = exact ?? (similar.length === 1 ? similar[0] : undefined);
    if (!found) refuse(similar.length > 1 ? `the field "${token.text}" is not clear, since several differ only in case` : `there is no field "${token.text}"`, token.start);
    if (mode === 'aggregate' && !this.insideAggregate) refuse(`the field "${token.text}" must stand inside an aggregate function such as sum(…)`, token.start);
    this.columns.add(found.name);
    const gives = found.type === 'Boolean' ? 'boolean' : found.type === 'Unknown' ? 'unknown' : 'other';
    return { sql: quote.identifier(found.name), gives, size: ofCell };
  }
}

import type { Comparison, Dialect } from './dialect';
import type { Proof, RowMeaning, RuleColumn, Stat } from './meaning';
import type { Moment } from './moment';

const of = (kind: Stat['kind'], column: RuleColumn): Stat => ({ kind, column: column.name });

/** No value at all, or `holds` on the statistic: nulls hold for every rule but notNull. */
function proof(stat: Stat, holds: (sql: string) => string): Proof {
  return { stats: [stat], holds: (value) => `(${value(stat)} IS NULL OR ${holds(value(stat))})` };
}

function both(a: Proof, b: Proof): Proof {
  return { stats: [...a.stats, ...b.stats], holds: (value) => `(${a.holds(value)} AND ${b.holds(value)})` };
}

/** One side of a range: the column compared with a bound. */
export interface Side<B> {
  readonly operator: Comparison;
  readonly bound: B;
}

/**
 * Values outside a range of one or two sides. A row breaks it where the value is not null and any comparison is not
 * true, so NaN breaks it. The statistics prove it: the least value for a lower side, the greatest for an upper one,
 * and for numbers the greatest also shows that there is no NaN.
 */
export function outsideRange<B>(
  column: RuleColumn, dialect: Dialect, sides: readonly Side<B>[],
  compare: (sql: string, column: RuleColumn, operator: Comparison, bound: B) => string,
): RowMeaning {
  const sql = dialect.identifier(column.name);
  // Side by side, since in this shape optimizers see from statistics that no row is outside, even where there are nulls.
  const outside = sides.map((side) => `NOT (${compare(sql, column, side.operator, side.bound)})`).join(' OR ');
  const proofs = sides.map((side) => {
    const lower = side.operator.startsWith('>');
    const bounded = proof(of(lower ? 'min' : 'max', column), (stat) => compare(stat, column, side.operator, side.bound));
    const free = proof(of('max', column), (stat) => `NOT ${dialect.isNaN(stat, column)}`);
    return lower && column.type === 'Fractional' ? both(bounded, free) : bounded;
  });
  const ordered = sides.every((side) => side.operator !== '=' && side.operator !== '<>');
  return {
    kind: 'row', columns: [column.name], fails: `(${sql} IS NOT NULL AND (${outside}))`,
    proofs: ordered ? [proofs.reduce(both)] : [], domain: column.name, cost: 'cheap',
  };
}

export function numberRange(column: RuleColumn, dialect: Dialect, ...sides: readonly Side<string>[]): RowMeaning {
  return outsideRange(column, dialect, sides, (sql, of_, operator, bound) => dialect.compareNumber(sql, of_, operator, bound));
}

export function momentRange(column: RuleColumn, dialect: Dialect, ...sides: readonly Side<Moment>[]): RowMeaning {
  return outsideRange(column, dialect, sides, (sql, of_, operator, bound) => dialect.compareMoment(sql, of_, operator, bound));
}

/** A predicate over the text of one column, `fails` TRUE on the texts that break it. */
export function textPredicate(
  column: RuleColumn, fails: string, cost: RowMeaning['cost'], proofs: readonly Proof[] = [],
): RowMeaning {
  return { kind: 'row', columns: [column.name], fails, proofs, domain: column.name, cost };
}

/** Proof from the length of text in bytes, of which a character takes one to four. */
/** A text as rules of texts read it: a UUID is one in its usual form, in small letters. */
export function textOf(field: RuleColumn, dialect: Dialect): string {
  const sql = dialect.identifier(field.name);
  return field.nativeType === 'UUID' ? dialect.toText(sql) : sql;
}

export function bytesProof(kind: 'minBytes' | 'maxBytes', column: RuleColumn, operator: '>=' | '<=', bytes: number): Proof {
  return proof(of(kind, column), (stat) => `${stat} ${operator} ${bytes}`);
}

export function noNullsProof(column: RuleColumn): Proof {
  const stat = of('nulls', column);
  return { stats: [stat], holds: (value) => `${value(stat)} = 0` };
}

/** The names without repetition, in order. */
export function distinctNames(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** The column of a single-field rule. */
export function only(fields: readonly RuleColumn[]): RuleColumn {
  const [first] = fields;
  if (!first) throw new Error('A single-field rule was compiled without its field.');
  return first;
}

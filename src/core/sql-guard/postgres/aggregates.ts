import type { Expression } from '../expression';
import { isNumber } from '../value-type';
import { bigint, cannot, double, numeric, type Print } from './print';

type Aggregate = Expression & { kind: 'aggregate' };

/** The middle and its like, between two values where the share falls between them. */
function percentile(value: Expression, share: string, print: Print): string {
  if (!isNumber(value.type)) return cannot(value, 'the type of the values must be known to be a number');
  return `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${double(print(value))})`;
}

/** The aggregates that are printed. */
export const postgresAggregates: ReadonlySet<string> = new Set(
  'count count_if approx_count_distinct bool_and bool_or min max sum avg median quantile_cont stddev_samp stddev_pop var_samp var_pop corr covar_samp covar_pop bit_and bit_or bit_xor'.split(' '),
);

/** The aggregate without its filter, and a condition that belongs to the filter. */
function body({ name, args, distinct }: Aggregate, print: Print): { sql: string; condition?: string } {
  const [first, second] = args;
  const each = distinct ? 'DISTINCT ' : '';
  switch (name) {
    case 'count': return { sql: !first ? 'count(*)' : `count(${each}${first.kind === 'row' ? `ROW(${first.items.map((item) => print.collated(item)).join(', ')})` : print.collated(first)})` };
    case 'count_if': return { sql: 'count(*)', condition: print(first!) };
    case 'approx_count_distinct': return { sql: `count(DISTINCT ${print.collated(first!)})` };
    case 'bool_and': case 'bool_or': return { sql: `${name}(${print(first!)})` };
    case 'min': case 'max': return { sql: `${name}(${print.collated(first!)})` };
    case 'sum': return { sql: `sum(${each}${first!.type === 'whole' ? numeric(print(first!)) : print(first!)})` };
    case 'avg': return { sql: double(`avg(${each}${isNumber(first!.type) ? print(first!) : cannot(first!, 'the type of the values must be known to be a number')})`) };
    case 'median': return { sql: percentile(first!, '0.5', print) };
    case 'quantile_cont': return { sql: percentile(first!, print(second!), print) };
    case 'stddev_samp': case 'stddev_pop': case 'var_samp': case 'var_pop': return { sql: `${name}(${each}${double(print(first!))})` };
    case 'corr': case 'covar_samp': case 'covar_pop': return { sql: `${name}(${double(print(first!))}, ${double(print(second!))})` };
    case 'bit_and': case 'bit_or': case 'bit_xor': return { sql: `${name}(${bigint(print(first!))})` };
    default: return cannot(first!, `the aggregate function ${name} cannot be computed as it is meant`);
  }
}

export function aggregateSql(node: Aggregate, print: Print): string {
  const { sql, condition } = body(node, print);
  const conditions = [...(condition ? [condition] : []), ...(node.filter ? [print(node.filter)] : [])];
  if (conditions.length === 0) return sql;
  const filter = ` FILTER (WHERE ${conditions.join(' AND ')})`;
  // Behind the aggregate itself, not behind a cast around it.
  return sql.startsWith('CAST(') ? sql.replace(/ AS double precision\)$/, `${filter} AS double precision)`) : `${sql}${filter}`;
}

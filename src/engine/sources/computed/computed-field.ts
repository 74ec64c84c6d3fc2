import { castTypes } from '../../../core/sql-guard/functions';
import { guardExpression } from '../../../core/sql-guard/guard';
import { fail } from '../../../core/errors';
import { duckdbDialect } from '../../sql/duckdb-dialect';
import type { Column } from '../relation';
import { identifier, literal } from '../../sql/quote';
import type { ComputedFieldDefinition } from './definition';

/** Signs of a business at the ends of its name, dropped unless they are ignored. */
const businessTerms = [
  'inc', 'incorporated', 'corp', 'corporation', 'co', 'company', 'llc', 'llp', 'lp', 'ltd', 'limited', 'plc', 'pllc', 'pc', 'gmbh', 'ag', 'kg', 'ohg', 'ug', 'sa', 'sas', 'sarl',
  'srl', 'spa', 'bv', 'nv', 'ab', 'as', 'asa', 'oy', 'oyj', 'aps', 'pty', 'pte', 'holding', 'holdings', 'group', 'sro', 'doo', 'kft', 'zrt',
];

/** Letters of a date pattern (`yyyy-MM-dd HH:mm:ss`) as those of strptime. */
const patternParts: readonly (readonly [string, string])[] = [
  ['yyyy', '%Y'], ['yy', '%y'], ['MMMM', '%B'], ['MMM', '%b'], ['MM', '%m'], ['M', '%-m'], ['dd', '%d'], ['d', '%-d'], ['HH', '%H'], ['H', '%-H'], ['hh', '%I'], ['h', '%-I'],
  ['mm', '%M'], ['ss', '%S'], ['SSSSSS', '%f'], ['SSS', '%g'], ['a', '%p'], ['EEEE', '%A'], ['EEE', '%a'], ['XXX', '%z'], ['Z', '%z'],
];

function strptimeFormat(pattern: string): string {
  let rest = pattern;
  let out = '';
  while (rest !== '') {
    const quotedText = /^'([^']*)'/.exec(rest);
    const known = patternParts.find(([letters]) => rest.startsWith(letters));
    if (quotedText) out += quotedText[1]!.replaceAll('%', '%%');
    else if (known) out += known[1];
    else if (/^[A-Za-z]/.test(rest)) fail('bad-request', `"${rest[0]!}" means nothing in a date pattern.`, { remedy: 'Write it as yyyy-MM-dd HH:mm:ss.', place: { path: 'properties.format' } });
    else out += rest[0] === '%' ? '%%' : rest[0]!;
    rest = rest.slice(quotedText ? quotedText[0].length : known ? known[0].length : 1);
  }
  return out;
}

function castSql(source: string, { target_type: target, format }: ComputedFieldDefinition['properties']): string {
  const parsed = /^\s*([a-z]+)\s*(?:\(\s*(\d{1,2})\s*(?:,\s*(\d{1,2})\s*)?\))?\s*$/i.exec(target ?? '');
  const type = castTypes.get((parsed?.[1] ?? '').toLowerCase().replace(/^short$/, 'smallint').replace(/^byte$/, 'tinyint'))
    ?? fail('bad-request', `"${(target ?? '').slice(0, 60)}" is no type to cast to.`, { remedy: 'Name one such as int, double, decimal(10,2), date, timestamp, boolean, string.', place: { path: 'properties.target_type' } });
  const sized = type === 'DECIMAL' && parsed?.[2] !== undefined ? `DECIMAL(${parsed[2]}, ${parsed[3] ?? 0})` : type;
  if (!format) return `TRY_CAST(${source} AS ${sized})`;
  if (!/^(DATE|TIMESTAMP|TIMESTAMPTZ)$/.test(type)) fail('bad-request', 'A format is for dates and timestamps.', { remedy: 'Leave it out.', place: { path: 'properties.format' } });
  return `TRY_CAST(try_strptime(CAST(${source} AS VARCHAR), ${literal(strptimeFormat(format))}) AS ${sized})`;
}

const escaped = (term: string): string => term.trim().replace(/\.$/, '').replace(/[.*+?^${}()|[\]\\-]/g, '\\$&').replace(/\s+/g, '\\s+');

function cleanedSql(source: string, properties: ComputedFieldDefinition['properties']): string {
  const ignored = new Set((properties.terms_to_ignore ?? []).map((term) => term.trim().replace(/\.$/, '').toLowerCase()));
  const terms = [...new Set([...businessTerms, ...(properties.terms_to_drop ?? []).map((term) => term.trim().replace(/\.$/, '').toLowerCase())])]
    .filter((term) => term !== '' && !ignored.has(term)).sort((a, b) => b.length - a.length);
  const any = terms.map(escaped).join('|');
  const { drop_from_prefix: prefix, drop_from_interior: interior, drop_from_suffix: suffix = !prefix && !interior } = properties;
  let sql = `CAST(${source} AS VARCHAR)`;
  const replace = (pattern: string, by: string): void => { sql = `regexp_replace(${sql}, ${literal(pattern)}, ${literal(by)}, 'gi')`; };
  if (suffix) replace(`([\\s,]+(${any})\\.?)+\\s*$`, '');
  if (prefix) replace(`^\\s*((${any})\\.?[\\s,]+)+`, '');
  // Twice, since what is between two terms belongs to both.
  if (interior) for (let times = 0; times < 2; times++) replace(`(\\S)[\\s,]+(${any})\\.?(\\s+\\S)`, '\\1\\3');
  return `trim(regexp_replace(${sql}, '\\s+', ' ', 'g'))`;
}

/** "$1,234.56" as 1234.56, "(2020)" as -2020, "100%" as 100. */
function numericSql(source: string): string {
  const value = `trim(CAST(${source} AS VARCHAR))`;
  const bare = `regexp_replace(${value}, '[^0-9.eE+-]', '', 'g')`;
  return `TRY_CAST(CASE WHEN regexp_full_match(${value}, '\\(.*\\)') THEN concat('-', ${bare}) ELSE ${bare} END AS DOUBLE)`;
}

/**
 * SQL of a computed field over the columns of its container; what cannot be computed is null. Throws `bad-request` with the place
 * of what is wrong.
 */
export function computedFieldSql({ transformation, source_fields: fields, properties }: ComputedFieldDefinition, columns: readonly Column[], now: Date): string {
  if (transformation === 'customExpression') {
    const expression = properties.column_expression ?? fail('bad-request', 'An expression is needed.', { remedy: 'Give properties.column_expression.', place: { path: 'properties.column_expression' } });
    return duckdbDialect.attempt(guardExpression(expression, {
      columns, mode: 'value', variables: {}, now, name: 'column_expression', path: 'properties.column_expression', dialect: duckdbDialect,
    }).sql);
  }
  const [name, ...others] = fields;
  const column = columns.find((one) => one.name === name);
  if (!column || others.length > 0) {
    fail('bad-request', name === undefined || others.length > 0 ? `${transformation} takes one source field.` : `There is no field "${name.slice(0, 100)}".`,
      { remedy: 'Name one field of the container.', place: { path: 'source_fields' } });
  }
  const source = identifier(column.name);
  if (transformation === 'cast') return castSql(source, properties);
  return transformation === 'cleanedEntityName' ? cleanedSql(source, properties) : numericSql(source);
}

import type { CastType, Expression } from '../expression';
import { isNumber } from '../value-type';
import { cannot, double, numeric, textLiteral, type Print } from './print';

/** Types of whole numbers with the bits that DuckDB gives them and the type that holds them here. */
const wholeTypes: Readonly<Record<string, readonly [bits: bigint, signed: boolean, type: string]>> = {
  TINYINT: [8n, true, 'smallint'], SMALLINT: [16n, true, 'smallint'], INTEGER: [32n, true, 'integer'], BIGINT: [64n, true, 'bigint'], HUGEINT: [128n, true, 'numeric'],
  UTINYINT: [8n, false, 'smallint'], USMALLINT: [16n, false, 'integer'], UINTEGER: [32n, false, 'bigint'], UBIGINT: [64n, false, 'numeric'], UHUGEINT: [128n, false, 'numeric'],
};
const plainTypes: Readonly<Record<string, string>> = {
  FLOAT: 'real', DOUBLE: 'double precision', VARCHAR: 'text', BOOLEAN: 'boolean', DATE: 'date', TIME: 'time', TIMESTAMP: 'timestamp', TIMESTAMPTZ: 'timestamptz', INTERVAL: 'interval',
  UUID: 'uuid', JSON: 'json',
};

/** A type as PostgreSQL spells it. DECIMAL without sizes has 18 digits of which 3 stand behind the point. */
export function postgresType({ name, sizes, lists }: CastType): string {
  const type = name === 'DECIMAL' ? `numeric(${(sizes.length > 0 ? sizes : [18, 3]).join(', ')})` : wholeTypes[name]?.[2] ?? plainTypes[name]!;
  return `${type}${'[]'.repeat(lists)}`;
}

const numberText = '^ *[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})? *$';

/** SQL of a whole number in the bounds of its type, null beyond them; `value` is numeric. */
function whole(value: string, name: string): string {
  const [bits, signed, type] = wholeTypes[name]!;
  const least = signed ? -(2n ** (bits - 1n)) : 0n;
  const most = signed ? 2n ** (bits - 1n) - 1n : 2n ** bits - 1n;
  return `CASE WHEN round(${value}) BETWEEN ${least} AND ${most} THEN CAST(round(${value}) AS ${type}) END`;
}

function decimal(value: string, sizes: readonly number[]): string {
  const [width, scale = 0] = sizes.length > 0 ? sizes as readonly [number, number?] : [18, 3] as const;
  return `CASE WHEN abs(round(${value}, ${scale})) < ${10n ** BigInt(Math.max(0, width - scale))} THEN CAST(${value} AS numeric(${width}, ${scale})) END`;
}

/** A finite number to a floating type, null beyond its range, where a cast would be an error; `value` is numeric or floating. */
function inRange(value: string, name: string): string {
  const [least, most] = name === 'FLOAT' ? ['1.2e-38', '3.4e38'] : ['2.3e-308', '1.79e308'];
  return `CASE WHEN ${value} = 0 OR abs(${value}) BETWEEN ${least} AND ${most} THEN CAST(${value} AS ${name === 'FLOAT' ? 'real' : 'double precision'}) END`;
}

/** A number or text to a number. */
function toNumber(node: Expression & { kind: 'cast' }, print: Print): string {
  const { operand, to } = node;
  const target = (value: string): string => (to.name === 'DECIMAL' ? decimal(value, to.sizes) : to.name in wholeTypes ? whole(value, to.name) : inRange(value, to.name));
  const floating = to.name === 'DOUBLE' || to.name === 'FLOAT';
  if (operand.type === 'boolean') return `CAST(CAST(${print(operand)} AS integer) AS ${postgresType(to)})`;
  if (operand.type === 'text') {
    // Cut off by the pattern first: CASE keeps the cast from being tried on other texts.
    return print.once([operand], (value) => `(CASE WHEN ${value} ~ ${textLiteral(numberText)} THEN ${target(numeric(value))} END)`);
  }
  if (!isNumber(operand.type)) return cannot(operand, 'the type of what is cast must be known to be a number or a text');
  if (to.name === 'DOUBLE') return double(print(operand));
  if (floating) return print.once([operand], (value) => `(CASE WHEN ${double(value)} IN ('NaN', 'Infinity', '-Infinity') THEN CAST(${value} AS real) ELSE ${inRange(value, 'FLOAT')} END)`);
  if (operand.type === 'whole' || operand.type === 'decimal') return print.once([operand], (value) => `(${target(numeric(value))})`);
  // Floating numbers are rounded to the even neighbour at a half before they become whole, and NaN and infinity become null.
  const finite = (value: string, then: string): string => `(CASE WHEN ${value} > '-Infinity' AND ${value} < 'Infinity' THEN ${then} END)`;
  return print.once([operand], (value) => {
    const float = double(value);
    return finite(float, to.name === 'DECIMAL' ? target(numeric(float)) : target(numeric(`round(${float})`)));
  });
}

const date = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const time = '([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?)?';

/** TRUE where a text `YYYY-MM-DD…` of digits is a day that there is, and what stands behind it is a time of day. */
function validMoment(value: string): string {
  const part = (from: number, length: number): string => `CAST(substr(${value}, ${from}, ${length}) AS integer)`;
  const lastDay = `CAST(extract(day FROM make_date(${part(1, 4)}, ${part(6, 2)}, 1) + interval '1 month - 1 day') AS integer)`;
  const clock = (from: number, most: number): string => `coalesce(substring(${value} FROM ${from} FOR 2), '') <= '${most}'`;
  return `CASE WHEN ${part(1, 4)} > 0 AND ${part(6, 2)} BETWEEN 1 AND 12 THEN ${part(9, 2)} BETWEEN 1 AND ${lastDay} ELSE FALSE END AND ${clock(12, 23)} AND ${clock(15, 59)} AND ${clock(18, 59)}`;
}

function toMoment(node: Expression & { kind: 'cast' }, print: Print): string {
  const { operand, to } = node;
  const type = postgresType(to);
  if (operand.type === 'date' || operand.type === 'timestamp') return `CAST(${print(operand)} AS ${type})`;
  if (operand.type !== 'text') return cannot(operand, 'only texts, dates and timestamps can be cast to a date or timestamp');
  const shape = textLiteral(`^${date}${time}$`);
  return print.once([operand], (given) => {
    const value = `btrim(${given}, ' ')`;
    return `(CASE WHEN ${value} ~ ${shape} THEN CASE WHEN ${validMoment(value)} THEN CAST(${value} AS ${type}) END END)`;
  });
}

function toBoolean({ operand }: Expression & { kind: 'cast' }, print: Print): string {
  if (operand.type === 'boolean') return print(operand);
  if (isNumber(operand.type)) return `(${print(operand)} <> 0)`;
  if (operand.type !== 'text') return cannot(operand, 'only texts and numbers can be cast to true and false');
  return `(CASE lower(${print(operand)}) WHEN 'true' THEN TRUE WHEN 't' THEN TRUE WHEN '1' THEN TRUE WHEN 'yes' THEN TRUE WHEN 'y' THEN TRUE `
    + "WHEN 'false' THEN FALSE WHEN 'f' THEN FALSE WHEN '0' THEN FALSE WHEN 'no' THEN FALSE WHEN 'n' THEN FALSE END)";
}

/** Any value as text. Floating numbers are written in another way by each source. */
export function asText(node: Expression, print: Print): string {
  if (node.type === 'text') return print(node);
  if (node.type === 'floating' || node.type === 'number') return cannot(node, 'a floating number looks otherwise as text; cast it to a DECIMAL first');
  return `CAST(${print(node)} AS text)`;
}

/** A cast that gives null where the value does not fit. */
export function castSql(node: Expression & { kind: 'cast' }, print: Print): string {
  const { operand, to } = node;
  if (to.lists > 0) return cannot(node, 'lists cannot be cast');
  if (operand.kind === 'null') return `CAST(NULL AS ${postgresType(to)})`;
  switch (to.name) {
    case 'VARCHAR': return asText(operand, print);
    case 'BOOLEAN': return toBoolean(node, print);
    case 'DATE': case 'TIMESTAMP': case 'TIMESTAMPTZ': return toMoment(node, print);
    case 'DECIMAL': case 'DOUBLE': case 'FLOAT': return toNumber(node, print);
    default:
      if (to.name in wholeTypes) return toNumber(node, print);
      return cannot(node, `a cast to ${to.name} could fail, and would end the check`);
  }
}

import fc from 'fast-check';
import { cornerTexts, fixedText, type Cell } from './cells';
import { keyOf } from './compare';
import { distance, plainName } from './entity-oracles';
import { byRow, byValue, type RuleOracle } from './oracle';
import { fieldOf } from './value-oracles';

const words = ['Smith Ltd', 'Smyth Ltd.', 'Smith', 'Müller', 'Mueller', 'Robert', 'abc', 'ab', 'Room 1', 'Pfister', 'Pfizer', ''];

function misspells(text: string, right: string): boolean {
  if (plainName(text) !== '' && plainName(text) === plainName(right)) return true;
  const bare = (one: string): string => one.replace(/[0-9]/g, '');
  const length = [...right].length;
  const edits = length <= 7 ? 1 : length <= 20 ? 2 : 3;
  return bare(text) !== bare(right) && Math.abs([...text].length - length) <= edits && distance(text, right) <= edits;
}

/** A number as text without exponent. */
function written(cell: Exclude<Cell, null>): string {
  if (typeof cell === 'object' && 'units' in cell) return fixedText(cell);
  if (typeof cell !== 'number') return String(cell);
  const [mantissa = '0', exponent = '0'] = String(Math.abs(cell)).split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  const shift = Number(exponent);
  return shift >= 0 ? whole + part.padEnd(shift, '0').slice(0, shift) + (part.length > shift ? `.${part.slice(shift)}` : '') : `0.${'0'.repeat(-shift - 1)}${whole}${part}`;
}

interface Dependency { determinants: string[]; min_rows?: number; min_share?: number; max_odd_share?: number; min_lead?: number; missing_breaks?: boolean }

export const inferredOracles: readonly RuleOracle[] = [
  {
    rule: 'notMisspelled', kinds: ['entity', 'text'],
    checks: (world) => fc.record({ field: fieldOf(world), list: fc.array(fc.constantFrom(...words, ...cornerTexts), { minLength: 1, maxLength: 4 }), allowed: fc.option(fc.constantFrom(['Smith'], ['Pfizer', 'a']), { nil: undefined }) })
      .map(({ field, list, allowed }) => ({ fields: [field.name], properties: { list, ...(allowed ? { allowed } : {}) } })),
    answer: byValue((cell, check) => {
      const { list, allowed = [] } = check.properties as { list: string[]; allowed?: string[] };
      return typeof cell === 'string' && /[^\t\n\f\r ]/.test(cell) && ![...list, ...allowed].includes(cell) && list.some((right) => misspells(cell, right));
    }),
  },
  {
    rule: 'functionalDependency', kinds: ['tinyint', 'bool', 'double', 'text'],
    checks: (world) => fc.shuffledSubarray(world.columns.map((column) => column.name), { minLength: 2, maxLength: 3 }).chain(([field = '', ...determinants]) => fc.record({
      min_rows: fc.constantFrom(undefined, 2, 4), min_share: fc.constantFrom(undefined, 0, 0.5, 1), max_odd_share: fc.constantFrom(undefined, 0, 0.3), min_lead: fc.constantFrom(undefined, 1.5), missing_breaks: fc.boolean(),
    }).map((properties) => ({ fields: [field], properties: { determinants, ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) } }))),
    answer: (check, rows) => {
      const p = { min_rows: 3, min_share: 0.75, max_odd_share: 1, min_lead: 1, ...check.properties } as Required<Dependency>;
      const failing = rows.flatMap((row, index) => {
        const keys = p.determinants.map((name) => row.get(name) ?? null);
        if (keys.includes(null)) return [];
        const group = rows.filter((other) => p.determinants.every((name, at) => keyOf(other.get(name) ?? null) === keyOf(keys[at] ?? null))).map((other) => other.get(check.fields[0]!) ?? null).filter((value) => value !== null).map(keyOf);
        const counts = [...new Set(group)].map((value) => ({ value, n: group.filter((other) => other === value).length })).sort((a, b) => b.n - a.n);
        const [top, second] = [counts[0]?.n ?? 0, counts[1]?.n ?? 0];
        if (group.length < p.min_rows || top < 2 || top < p.min_share * group.length - 1e-9 || !(top > p.min_lead * second)) return [];
        const cell = row.get(check.fields[0]!) ?? null;
        if (cell === null) return p.missing_breaks ? [index] : [];
        const own = counts.find(({ value }) => value === keyOf(cell))?.n ?? 0;
        return own < top && (own === 1 || own <= p.max_odd_share * group.length + 1e-9) ? [index] : [];
      });
      return { holds: failing.length === 0, rows: failing };
    },
  },
  {
    rule: 'maxDecimals', kinds: ['tinyint', 'money', 'precise', 'double'],
    checks: (world) => fc.record({ field: fieldOf(world), decimals: fc.constantFrom(0, 1, 2, 4) }).map(({ field, decimals }) => ({ fields: [field.name], properties: { decimals } })),
    answer: byValue((cell, check) => {
      if (typeof cell === 'number' && !Number.isFinite(cell)) return true;
      const decimals = Number(check.properties.decimals);
      const [whole = '', part = ''] = written(cell).split('.');
      // How far the digits behind the allowed ones are from the nearest step, in steps.
      const rest = Number(`0.${part.slice(decimals) || '0'}`);
      const scaled = Number(`${whole}${part.slice(0, decimals).padEnd(decimals, '0')}`);
      return Math.min(rest, 1 - rest) > Math.max(1.001e-6, Math.abs(scaled) * 1e-15);
    }),
  },
  {
    rule: 'notPlaceholder', kinds: ['text', 'written', 'entity'],
    checks: (world) => fc.record({ fields: fc.shuffledSubarray(world.columns.map((column) => column.name), { minLength: 1 }), properties: fc.constantFrom<Record<string, unknown>>({}, { signs: false }, { list: ['null', 'A', '1.5', '%'] }, { list: ['-'], signs: false }) }),
    answer: byRow((row, check) => check.fields.some((name) => {
      const cell = row.get(name);
      const { list = ['n/a', 'na', '#n/a', 'null', 'nil', 'nan', 'none', 'undefined', 'tbd', 'unknown', 'missing', 'not available'], signs = true } = check.properties as { list?: string[]; signs?: boolean };
      if (typeof cell !== 'string') return false;
      const bare = cell.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
      return (bare !== '' && list.some((word) => word.toLowerCase() === bare.toLowerCase())) || (signs && bare !== '' && !/[\p{L}\p{N}]/u.test(bare));
    })),
  },
];

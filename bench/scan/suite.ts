import type { CheckInput } from '../../src/engine/scan/container-scan';

/** A check, and the predicate that a person would write by hand for the rows that break it. */
export interface SuiteCheck {
  readonly input: CheckInput;
  readonly byHand: string;
}

/** The day on which the bench takes place. */
export const benchNow = new Date('2026-06-01T00:00:00Z');

const names = ['id', 'customer_id', 'email', 'full_name', 'country', 'status', 'amount', 'quantity', 'discount', 'order_date', 'shipped_at'];
const countries = ['DE', 'FR', 'US', 'GB', 'ES', 'IT', 'NL', 'SE', 'PL', 'AT'];
const states = ['new', 'paid', 'shipped', 'returned', 'closed'];
const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
const emails = '[^@ ]+@[^@ ]+\\.[a-z]+';

type Entry = readonly [rule: string, field: string | null, properties: Record<string, unknown>, byHand: string];

const within = (field: string, min: number, max: number): Entry =>
  ['between', field, { min, max, inclusive_min: true, inclusive_max: true }, `NOT ${field} BETWEEN ${min} AND ${max}`];
const times = (field: string, min: string, max: string): Entry =>
  ['betweenTimes', field, { min_time: min, max_time: max }, `NOT ${field} BETWEEN TIMESTAMP '${min}' AND TIMESTAMP '${max}'`];
const shortest = (field: string, value: number): Entry => ['minLength', field, { value }, `length(${field}) < ${value}`];
const longest = (field: string, value: number): Entry => ['maxLength', field, { value }, `length(${field}) > ${value}`];
const pattern = (field: string, text: string): Entry => ['matchesPattern', field, { pattern: text }, `NOT regexp_full_match(${field}, '${text}')`];
const says = (expression: string): Entry => ['satisfiesExpression', null, { expression }, `NOT (${expression})`];

/** 48 checks of mixed rules. `step` moves bounds and patterns a little, for suites of more checks that are not the same. */
function entries(step: number): Entry[] {
  return [
    ...names.map((name): Entry => ['notNull', name, {}, `${name} IS NULL`]),
    within('id', 0, 10_000_000_000 + step), within('customer_id', 1, 600_000 + step), within('customer_id', -step, 700_000),
    within('amount', 0, 20_000 + step), within('amount', -20_000 - step, 20_000), within('quantity', 1, 100 + step), within('quantity', 0, 20 + step),
    within('discount', 0, 1 + step / 1000), within('discount', 0, 2 + step),
    times('order_date', '2019-01-01', `20${27 + step}-01-01`), times('order_date', '1970-01-01', `20${30 + step}-01-01`),
    times('shipped_at', '2019-01-01', `20${36 + step}-01-01`),
    ['notFuture', 'order_date', {}, "order_date > DATE '2026-06-01'"], ['notFuture', 'shipped_at', {}, "shipped_at > TIMESTAMP '2026-06-01'"],
    shortest('email', 5), longest('email', 64 + step), shortest('full_name', 3), longest('full_name', 80 + step),
    shortest('country', 2), longest('country', 2 + step), shortest('status', 3), longest('status', 10 + step),
    ['expectedValues', 'country', { list: [...countries, `X${step}`] }, `country NOT IN (${list([...countries, `X${step}`])})`],
    ['expectedValues', 'status', { list: [...states, `x${step}`] }, `status NOT IN (${list([...states, `x${step}`])})`],
    pattern('country', `[A-Z]{2,${2 + step}}`), pattern('status', `[a-z]{1,${9 + step}}`),
    pattern('email', step % 5 === 0 ? emails : `.{${step % 5},}@.+`), within('quantity', -2 - step, 50 + step),
    says('email = trim(email)'), says('full_name = trim(full_name)'),
    says('shipped_at >= order_date'), says(`quantity * amount <= ${250_000 + step}`), says(`quantity * amount >= -${5_000 + step}`),
    says(`amount <= ${20_000 + step} + discount * 10`), says('length(email) >= length(country) + 3'), says(`id + customer_id >= ${step % 2}`),
    says(`discount < ${3 + step / 10} OR status <> 'closed'`),
  ];
}

/** The first `size` checks: 48 different ones, then variations of them. */
export function suite(size: number): SuiteCheck[] {
  const all: SuiteCheck[] = [];
  for (let step = 0; all.length < size; step += 1) {
    for (const [rule, field, properties, byHand] of entries(step)) {
      if (all.length === size) break;
      all.push({ byHand, input: { id: all.length + 1, rule, fields: field === null ? [] : [field], properties, filter: null, coverage: null } });
    }
  }
  return all;
}

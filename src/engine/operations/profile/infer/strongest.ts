import type { Candidate } from './candidate';

interface Ranked extends Candidate { readonly method: string; readonly rows: number; readonly failing: number | null }

/** Complete fields above which one check says of all of them that they are. */
const mostSingle = 40;
/** Checks of one table above which those that found nothing and say least are left out. */
const mostChecks = 80;

/** Methods by how much their checks say of data that nothing breaks yet; others come last, in any order. */
const order: readonly string[] = ['keys', 'known values', 'formats', 'implied ranges', 'written numbers', 'field order', 'dependencies', 'completeness', 'past', 'settled ranges', 'signs'];

/** Equal proposals of many fields as one check over these fields, where the rule takes several and nothing breaks it. */
function together<T extends Ranked>(proposals: readonly T[]): T[] {
  const complete = proposals.filter((one) => one.rule === 'notNull' && one.fields.length === 1 && one.failing === 0);
  const [first] = complete;
  if (!first || complete.length <= mostSingle) return [...proposals];
  const one: T = {
    ...first, fields: complete.flatMap(({ fields }) => fields), description: `${complete.length} fields have a value`,
    evidence: [`In all ${first.rows} rows each of the ${complete.length} fields has a value.`],
  };
  return [one, ...proposals.filter((other) => !complete.includes(other))];
}

/** The checks of one table that matter: all that found something, then those that say most, so that a person can read them. */
export function strongest<T extends Ranked>(proposals: readonly T[]): T[] {
  const joined = together(proposals);
  const found = joined.filter(({ failing }) => (failing ?? 0) > 0);
  const rank = ({ method, fields, rule }: T): number => (rule === 'notNull' && fields.length > 1 ? -1 : order.includes(method) ? order.indexOf(method) : order.length);
  const silent = joined.filter((one) => !found.includes(one)).map((one, at) => ({ one, at })).sort((a, b) => rank(a.one) - rank(b.one) || a.at - b.at).map(({ one }) => one);
  const chosen = new Set([...found, ...silent.slice(0, Math.max(0, mostChecks - found.length))]);
  return joined.filter((one) => chosen.has(one));
}

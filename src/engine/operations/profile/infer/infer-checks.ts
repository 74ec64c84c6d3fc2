import type { Candidate } from './candidate';
import { misspellings, type Misspellings } from './facts/misspellings';
import { isOneGroup } from './facts/one-group';
import type { SampleCodes } from './facts/sample-codes';
import type { TableFacts } from './facts/table-facts';
import type { Findings } from './inference';
import { inferences } from './registry';
import { strongest } from './strongest';
import { rowsThatBreak } from './rows-that-break';

/** A candidate that stood its trial: how many of the rows looked at break it now; null where rows were not counted. */
export interface Proposal extends Candidate { readonly method: string; readonly rows: number; readonly failing: number | null }

type Proposed = Candidate & { readonly method: string };

/** Rules whose evidence is that what breaks them is rare; rows that are rare together are another thing. */
const byFrequency: readonly string[] = ['expectedValues', 'notMisspelled', 'matchesPattern', 'functionalDependency'];

/**
 * Tries candidates on the rows that nothing was learned from (the later part of the sample, 40 % unless asked otherwise: a random split would hide drift),
 * and on the whole sample. What more rows break than errors would explain is no rule and is dropped; what breaks a candidate
 * with evidence of its own is only counted.
 */
async function standTrial(candidates: readonly Proposed[], { facts, codes }: Findings): Promise<Proposal[]> {
  const { prepared, learned, session, signal } = facts;
  const tried = candidates.filter(({ trial }) => trial.by !== 'counted').flatMap((candidate) => {
    const breaks = rowsThatBreak(candidate, prepared.sample, facts);
    return breaks === null ? [] : [{ candidate, breaks }];
  });
  const [counts = {}] = tried.length ? await session.query(`SELECT ${tried.map(({ breaks }, at) =>
    `count(CASE WHEN ${breaks} THEN 1 END) AS a${at}, count(CASE WHEN ${prepared.position} >= ${learned} AND (${breaks}) THEN 1 END) AS t${at}`).join(', ')} FROM ${prepared.sample}`, undefined, signal) : [];
  const places = new Map(tried.map(({ candidate }, at) => [candidate, at]));
  const natural = new Set<Candidate>();
  for (const [at, { candidate, breaks }] of tried.entries()) {
    if (candidate.trial.by !== 'shown' || !byFrequency.includes(candidate.rule) || Number(counts[`a${at}`] ?? 0) < 4) continue;
    const coded = await codes();
    const { rows } = await session.table(`SELECT (${prepared.position} // ${coded.step})::INTEGER FROM ${prepared.sample} WHERE ${prepared.position} % ${coded.step} = 0 AND (${breaks}) LIMIT 5000`, undefined, signal);
    if (isOneGroup(rows.map(([row]) => Number(row)), coded, candidate.fields)) natural.add(candidate);
  }
  return candidates.flatMap((candidate): Proposal[] => {
    if (natural.has(candidate)) return [];
    const at = places.get(candidate);
    if (candidate.trial.by === 'counted') return [{ ...candidate, rows: prepared.rows, failing: null }];
    if (at === undefined) return [];
    const failing = Number(counts[`a${at}`] ?? 0);
    const proposal = { ...candidate, rows: prepared.sampleRows, failing };
    if (candidate.trial.by === 'shown') return failing > 0 ? [proposal] : [];
    const { tolerance } = candidate.trial;
    const later = Number(counts[`t${at}`] ?? 0);
    return later <= tolerance * (prepared.sampleRows - learned) && failing <= tolerance * prepared.sampleRows ? [proposal] : [];
  });
}

const about = ({ rule, fields, properties }: Candidate): string => JSON.stringify([rule, fields, rule === 'functionalDependency' ? properties.determinants : properties.field_name ?? null]);

/** Of two proposals of one rule for the same fields the first stands, and one rule that says all that another says makes it needless. */
function withoutNeedless<T extends Candidate>(proposals: readonly T[]): T[] {
  const has = (field: string | undefined, rule: string): boolean => proposals.some((other) => other.rule === rule && other.fields[0] === field);
  const seen = new Set<string>();
  return proposals.filter((proposal) => {
    const { rule, fields: [field] } = proposal;
    if (seen.has(about(proposal))) return false;
    seen.add(about(proposal));
    if (rule === 'notNegative') return !has(field, 'between');
    return !(rule === 'matchesPattern' && has(field, 'expectedValues'));
  });
}

export interface InferOptions {
  /** Fields of which no value repeats, as far as that is known of all rows. */
  readonly unique?: ReadonlySet<string>;
  /** Follows a part of the work: its share of the whole (0..1), and the method at work or what else is done, null for what all have in common. */
  readonly during?: <T>(share: number, method: string | null, work: () => Promise<T>) => Promise<T>;
}

/** Checks that the data suggests, up to a level (0 for none), in the order of the fields. `codes` gives rows of the sample as numbers. */
export async function inferChecks(facts: TableFacts, codes: () => Promise<SampleCodes>, options: InferOptions): Promise<Proposal[]> {
  const { level, prepared, statistics } = facts;
  if (level === 0 || prepared.rows < 20) return [];
  const during = options.during ?? ((_share, _method, work) => work());
  let spelt: Misspellings | undefined;
  const findings: Findings = { facts, get misspellings() { return spelt ??= misspellings(facts); }, codes, unique: options.unique ?? new Set() };
  const candidates: Proposed[] = [];
  const used = inferences.filter((inference) => inference.level <= level);
  const effort = used.reduce((sum, inference) => sum + (inference.effort ?? 1), 0);
  for (const inference of used) {
    for (const candidate of await during(0.9 * (inference.effort ?? 1) / effort, inference.name, async () => inference.propose(findings))) if (candidate) candidates.push({ ...candidate, method: inference.name });
  }
  const proposals = strongest(withoutNeedless(await during(0.1, 'trying them', () => standTrial(candidates, findings))));
  const order = new Map(statistics.map((field, at) => [field.column.name, at]));
  return proposals.sort((a, b) => (order.get(a.fields[0] ?? '') ?? 0) - (order.get(b.fields[0] ?? '') ?? 0));
}

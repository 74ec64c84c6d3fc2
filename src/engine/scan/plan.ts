import type { CompiledCheck } from '../../core/rules/compiled';
import type { RowMeaning } from '../../core/rules/meaning';
import { identifier } from '../sql/quote';
import { domainOf } from './domains';
import { filtered, freeName } from './scan-source';
import type { Step, StepOutput } from './step';

/** What is known before anything is counted. */
export interface PlanFacts {
  /** Something to put behind FROM: the rows looked at. */
  readonly from: string;
  /** Checks of which statistics show that no row breaks them. */
  readonly proven: ReadonlySet<number>;
  /** Columns with few distinct values, by the look of it. */
  readonly small: ReadonlySet<string>;
  /** Columns of type VARCHAR: they may have a collation that takes different texts for equal. */
  readonly texts: ReadonlySet<string>;
}

export type Way = 'catalogue' | 'statistics' | 'distinct values' | 'shared pass' | 'own pass';

export interface PlannedCheck {
  readonly checkId: number;
  readonly settledBy: Way;
  readonly reason: string;
}

export interface StepPlan {
  readonly steps: readonly Step[];
  readonly checks: readonly PlannedCheck[];
}

const rowCost: Record<RowMeaning['cost'], number> = { cheap: 1, text: 4, regex: 12 };
const passCost = 6;

/** `predicate` counted over the rows that pass the filter; a CASE, so that it is never computed for other rows. */
function countWhere(predicate: string, filter: string | null): string {
  const count = `CASE WHEN (${predicate}) THEN 1 END`;
  return `count(${filter === null ? count : `CASE WHEN (${filter}) THEN ${count} END`})`;
}

function rowsOutput(check: CompiledCheck): StepOutput {
  return { checkId: check.id, key: 'rows', sql: check.filter === null ? 'count(*)' : countWhere(check.filter, null) };
}

function captureOutputs(check: CompiledCheck): StepOutput[] {
  return Object.entries(check.meaning.captures ?? {}).map(([key, sql]) => ({ checkId: check.id, key: `capture.${key}`, sql }));
}

function hasCaptures(check: CompiledCheck): boolean {
  return Object.keys(check.meaning.captures ?? {}).length > 0;
}

/** True where a check cannot share the one pass over all rows, so that text files are better read into memory first. */
export function needsOwnPass(check: CompiledCheck): boolean {
  const { meaning } = check;
  switch (meaning.kind) {
    case 'set': case 'keys': case 'query': return true;
    case 'aggregate': return meaning.heavy || check.filter !== null;
    case 'row': return check.filter !== null && hasCaptures(check);
    case 'catalogue': return check.filter !== null && hasCaptures(check);
  }
}

/** Collects outputs by the statement that gives them, in the order in which they were first asked for. */
interface Passes {
  add(key: string, empty: Omit<Step, 'outputs' | 'weight'>, outputs: readonly StepOutput[], weight: number): void;
  list(): Step[];
}

function collectPasses(): Passes {
  const steps = new Map<string, Step>();
  return {
    add: (key, empty, outputs, weight) => {
      const step = steps.get(key) ?? { ...empty, outputs: [], weight: passCost };
      steps.set(key, { ...step, outputs: [...step.outputs, ...outputs], weight: step.weight + weight });
    },
    list: () => [...steps.values()],
  };
}

const total = { checkId: null, key: 'rows' } as const;

function sharedPass(from: string): Omit<Step, 'outputs' | 'weight'> {
  return { name: 'count', purpose: 'Counts rows, and what is left of the checks, in one pass.', phase: 'counting rows that break checks', from };
}

function filteredPass(from: string, filter: string | null, name: string, purpose: string): Omit<Step, 'outputs' | 'weight'> {
  return { name, purpose, phase: 'counting rows that break checks', from: filtered(from, filter) };
}

/** Adds a check that is decided on the distinct values of `column`. */
function planValues(passes: Passes, check: CompiledCheck, column: string, { from, texts }: PlanFacts): void {
  const { meaning } = check;
  if (meaning.kind !== 'row' && meaning.kind !== 'set') return;
  const count = identifier(freeName('plumbline_count', [column]));
  const fails = meaning.kind === 'row' ? meaning.fails : meaning.fails(filtered(from, check.filter));
  const sum = (condition: string): string => `coalesce(sum(CASE WHEN ${condition} THEN ${count} END), 0)::BIGINT`;
  const filter = check.filter === null ? '' : `(${check.filter}) AND `;
  const name = identifier(column);
  const groups = texts.has(column) ? `${name}, ${name} COLLATE C` : name;
  passes.add(`values ${column}`, {
    name: `values of ${column}`,
    phase: `counting distinct values of ${column}`,
    purpose: 'Counts the distinct values of a column that has few, and decides on those.',
    from: `(SELECT ${name}, count(*) AS ${count} FROM ${from} AS scanned GROUP BY ${groups})`,
    total: `coalesce(sum(${count}), 0)::BIGINT`,
  }, [
    { checkId: check.id, key: 'rows', sql: check.filter === null ? `coalesce(sum(${count}), 0)::BIGINT` : sum(`(${check.filter})`) },
    { checkId: check.id, key: 'failing', sql: sum(`${filter}(${fails})`) },
  ], 1);
}

function planRow(passes: Passes, check: CompiledCheck, meaning: RowMeaning, facts: PlanFacts): PlannedCheck {
  const small = domainOf(check);
  if (!facts.proven.has(check.id) && small !== null && facts.small.has(small)) {
    planValues(passes, check, small, facts);
    return { checkId: check.id, settledBy: 'distinct values', reason: `${small} has few distinct values, so each is looked at once.` };
  }
  if (hasCaptures(check)) {
    if (check.filter === null) passes.add('count', sharedPass(facts.from), captureOutputs(check), rowCost.cheap);
    else passes.add(`filter ${check.filter}`, filteredPass(facts.from, check.filter, 'filtered rows', 'Aggregates over filtered rows.'), captureOutputs(check), rowCost.cheap);
  }
  if (facts.proven.has(check.id)) {
    if (check.filter !== null) passes.add('count', sharedPass(facts.from), [rowsOutput(check)], rowCost.cheap);
    return { checkId: check.id, settledBy: 'statistics', reason: 'Statistics that the source keeps show that no row breaks it; nothing is read.' };
  }
  passes.add('count', sharedPass(facts.from), [
    rowsOutput(check),
    { checkId: check.id, key: 'failing', sql: countWhere(meaning.fails, check.filter) },
  ], rowCost[meaning.cost]);
  return { checkId: check.id, settledBy: 'shared pass', reason: 'Statistics do not decide it; rows are counted in the pass that all such checks share.' };
}

function planCheck(passes: Passes, check: CompiledCheck, facts: PlanFacts): PlannedCheck {
  const { meaning, id: checkId } = check;
  const own = (reason: string, outputs: readonly StepOutput[], weight: number, from = filtered(facts.from, check.filter)): PlannedCheck => {
    passes.add(`check ${check.id}`, { name: `check ${check.id}`, purpose: `${check.rule.title}: ${reason}`, phase: `checking ${[check.rule.title, ...meaning.columns].join(' ')}`, from }, outputs, weight);
    return { checkId, settledBy: 'own pass', reason };
  };
  /** Checks that count distinct values of the same columns over the same rows share one statement, and so one hash table. */
  const distinct = (reason: string, outputs: readonly StepOutput[]): PlannedCheck => {
    const columns = meaning.columns.join(', ');
    passes.add(`distinct ${JSON.stringify([meaning.columns, check.filter])}`, {
      name: `exact ${columns}`, purpose: 'Counts exactly what needs all values of these columns at once.',
      phase: `counting distinct values of ${columns}`, from: filtered(facts.from, check.filter),
    }, outputs, 20);
    return { checkId, settledBy: 'own pass', reason };
  };
  const rows: StepOutput = { checkId, key: 'rows', sql: 'count(*)' };
  switch (meaning.kind) {
    case 'catalogue':
      if (hasCaptures(check)) passes.add('count', sharedPass(facts.from), captureOutputs(check), rowCost.cheap);
      return { checkId, settledBy: 'catalogue', reason: 'What the source says of itself decides it; nothing is read.' };
    case 'row':
      return planRow(passes, check, meaning, facts);
    case 'set': {
      const small = domainOf(check);
      if (small !== null && facts.small.has(small)) {
        planValues(passes, check, small, facts);
        return { checkId, settledBy: 'distinct values', reason: `${small} has few distinct values, so each is looked up once.` };
      }
      return own('Each row is judged against a set of others.', [
        rows, { checkId, key: 'failing', sql: countWhere(meaning.fails(filtered(facts.from, check.filter)), null) }, ...captureOutputs(check),
      ], 12);
    }
    case 'keys':
      return distinct('Distinct keys are counted exactly.', [rows, { checkId, key: 'failing', sql: meaning.failing }, ...captureOutputs(check)]);
    case 'aggregate': {
      const outputs: StepOutput[] = [
        rows, { checkId, key: 'holds', sql: meaning.holds },
        ...Object.entries(meaning.found).map(([key, sql]) => ({ checkId, key: `found.${key}`, sql })), ...captureOutputs(check),
      ];
      if (meaning.heavy) return distinct('Its aggregate is too heavy to share a pass with all others.', outputs);
      if (check.filter === null) passes.add('count', sharedPass(facts.from), outputs, rowCost.cheap);
      else passes.add(`filter ${check.filter}`, filteredPass(facts.from, check.filter, 'filtered rows', 'Aggregates over filtered rows.'), outputs, rowCost.cheap);
      return { checkId, settledBy: 'shared pass', reason: 'Its aggregates share a pass.' };
    }
    case 'query': {
      const statement = meaning.statement(filtered(facts.from, check.filter));
      const planned = own('It needs a statement of its own.', [
        { checkId, key: 'holds', sql: 'holds' }, { checkId, key: 'failing', sql: 'failing' },
        ...meaning.found.map((key) => ({ checkId, key: `found.${key}`, sql: identifier(key) })),
      ], 20, `(${statement})`);
      passes.add('count', sharedPass(facts.from), [rowsOutput(check)], rowCost.cheap);
      if (hasCaptures(check)) {
        passes.add(`filter ${check.filter ?? ''}`, filteredPass(facts.from, check.filter, 'filtered rows', 'Aggregates over filtered rows.'), captureOutputs(check), rowCost.cheap);
      }
      return planned;
    }
  }
}

/** Where the number of all rows comes from: the shared pass if there is one, else the first count of distinct values. */
function withTotal(steps: readonly Step[], from: string): Step[] {
  const shared = steps.findIndex((step) => step.name === sharedPass(from).name);
  const source = shared >= 0 ? shared : steps.findIndex((step) => step.total !== undefined);
  if (source < 0) return [{ ...sharedPass(from), outputs: [{ ...total, sql: 'count(*)' }], weight: passCost }, ...steps];
  return steps.map((step, i) => (i === source ? { ...step, outputs: [...step.outputs, { ...total, sql: step.total ?? 'count(*)' }] } : step));
}

/**
 * Groups checks into as few statements as possible: what the catalogue or statistics settle costs none, checks on columns with
 * few values share one statement a column, all other row checks and plain aggregates share a single pass, and only checks that
 * need a set of rows get a pass of their own. Pure: the same checks and facts give the same plan.
 */
export function planSteps(checks: readonly CompiledCheck[], facts: PlanFacts): StepPlan {
  const passes = collectPasses();
  const planned = checks.map((check) => planCheck(passes, check, facts));
  return { steps: withTotal(passes.list(), facts.from), checks: planned };
}

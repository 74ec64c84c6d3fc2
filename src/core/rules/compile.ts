import { fail, PlumblineError, type Problem } from '../errors';
import { guardExpression, type ExpressionMode, type GuardedExpression } from '../sql-guard/guard';
import { parseProperties, ruleByName } from './catalogue';
import type { CompiledCheck } from './compiled';
import type { Dialect } from './dialect';
import type { RuleColumn } from './meaning';
import type { Captured, MeaningInput, Needs, Rule, RuleReference } from './rule';
import { withVariables } from './variables';
import { named } from './wording';

/** A check as it is stored. */
export interface CheckText {
  readonly id: number;
  readonly rule: string;
  readonly fields: readonly string[];
  readonly properties: Record<string, unknown>;
  readonly filter: string | null;
  readonly coverage: number | null;
}

/** The container that a check is made ready for. */
export interface CompileContext {
  readonly columns: readonly RuleColumn[];
  /** The container's name, which users may write before the names of its fields. */
  readonly container?: string | undefined;
  readonly dialect: Dialect;
  readonly now: Date;
  readonly modified: Date | null;
  readonly partition: string | null;
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  /** What {@link needsOf} asked for; throws what the source said when it could not be opened. */
  reference(datastoreId: number | null, containerId: number): RuleReference;
  history(checkId: number, key: string): readonly Captured[];
}

export type Compiled = { readonly check: CompiledCheck; readonly problem?: undefined } | { readonly problem: Problem; readonly check?: undefined };

interface Read {
  readonly rule: Rule;
  readonly properties: unknown;
}

function readCheck(check: CheckText, variables: CompileContext['variables']): Read {
  const rule = ruleByName(check.rule);
  if (!rule) {
    fail('bad-request', `There is no rule ${named(check.rule)}.`, { remedy: 'Look up the rules in the reference.', place: { path: 'rule' } });
  }
  const parsed = parseProperties(rule, check.rule, withVariables(rule, check.properties, variables));
  if ('problems' in parsed) throw new PlumblineError(parsed.problems[0]!);
  return { rule, properties: parsed.value };
}

/** What must be fetched before a check can be compiled; nothing where the check is wrong, which `compileCheck` then says. */
export function needsOf(check: CheckText, variables: CompileContext['variables'] = {}): Needs {
  try {
    const { rule, properties } = readCheck(check, variables);
    return rule.needs?.(properties) ?? { references: [], history: [] };
  } catch (error) {
    if (error instanceof PlumblineError) return { references: [], history: [] };
    throw error;
  }
}

function fieldsOf(rule: Rule, names: readonly string[], columns: readonly RuleColumn[]): RuleColumn[] {
  const place = { path: 'fields' };
  if (rule.fields === 'none') return [];
  if (names.length === 0 || (rule.fields === 'single' && names.length > 1)) {
    fail('bad-request', `The rule ${rule.name} takes ${rule.fields === 'single' ? 'one field' : 'one or more fields'}, not ${names.length}.`,
      { remedy: rule.fields === 'single' ? 'Choose one field; make a check for each of several.' : 'Choose the fields.', place });
  }
  return names.map((name) => {
    const column = findColumn(name, columns);
    if (!column) {
      fail('source-changed', `The container has no field ${named(name)}.`, { remedy: 'Sync the datastore, then correct or archive the check.', place });
    }
    if (rule.fieldTypes !== 'any' && !rule.fieldTypes.includes(column.type)) {
      fail('bad-request', `The rule ${rule.name} takes fields of type ${rule.fieldTypes.join(', ')}, but ${named(column.name)} is ${column.type} (${column.nativeType}).`,
        { remedy: 'Choose another field or another rule.', place });
    }
    return column;
  });
}

function findColumn(name: string, columns: readonly RuleColumn[]): RuleColumn | undefined {
  const similar = columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  return columns.find((column) => column.name === name) ?? (similar.length === 1 ? similar[0] : undefined);
}

function referenceOf(properties: unknown, context: CompileContext): RuleReference {
  const { ref_container_id: container, ref_datastore_id: datastore } = properties as { ref_container_id?: number; ref_datastore_id?: number };
  if (container === undefined) fail('bad-request', 'The check names no other container.', { place: { path: 'properties.ref_container_id' } });
  return context.reference(datastore ?? null, container);
}

function compile(check: CheckText, context: CompileContext): CompiledCheck {
  const { rule, properties } = readCheck(check, context.variables);
  const { columns, dialect, now, variables } = context;
  const fields = fieldsOf(rule, check.fields, columns);
  const own = { columns, name: context.container };
  const guard = (sql: string, path: string, mode: ExpressionMode, of: Pick<RuleReference, 'columns' | 'name'>): GuardedExpression =>
    guardExpression(sql, { columns: of.columns, container: of.name, mode, variables, now, path, name: path.split('.').pop()!.replace(/_/g, ' '), dialect });
  const text = check.filter?.trim() ?? '';
  if (text && !rule.supportsFilter) fail('bad-request', `The rule ${rule.name} takes no filter.`, { remedy: 'Leave the filter empty.', place: { path: 'filter' } });
  const filter = text ? guard(check.filter ?? '', 'filter', 'condition', own) : null;
  const coverage = check.coverage ?? 1;
  if (coverage < 0 || coverage > 1) fail('bad-request', 'The coverage is a share between 0 and 1.', { place: { path: 'coverage' } });
  if (coverage < 1 && !rule.supportsCoverage) fail('bad-request', `The rule ${rule.name} takes no coverage.`, { remedy: 'Leave the coverage empty.', place: { path: 'coverage' } });
  const input: MeaningInput<unknown> = {
    fields, columns, properties, now, modified: context.modified, partition: context.partition,
    reference: () => referenceOf(properties, context),
    history: (key) => context.history(check.id, key),
    expression: (sql, property, mode, of = own) => guard(sql, `properties.${property}`, mode, of),
    column: (name, property, of = columns) => findColumn(name, of)
      ?? fail('source-changed', `There is no field ${named(name)}.`, { remedy: 'Correct the name.', place: { path: `properties.${property}` } }),
  };
  const names = fields.map((field) => field.name);
  return {
    id: check.id, rule, fields: names, filter: filter ? dialect.attempt(filter.sql) : null, filterColumns: filter?.columns ?? [], coverage,
    meaning: rule.meaning(input, dialect),
    violation: ({ rows, failing, found }) => rule.violation({
      fields: names, properties, rows, failing, filtered: filter !== null, coverage, found: found ?? {},
    }),
  };
}

/** Makes a check ready for a container, or says why it cannot run: rule unknown, field gone or of a wrong type, bad property or SQL. */
export function compileCheck(check: CheckText, context: CompileContext): Compiled {
  try {
    return { check: compile(check, context) };
  } catch (error) {
    if (error instanceof PlumblineError) return { problem: error.problem };
    throw error;
  }
}

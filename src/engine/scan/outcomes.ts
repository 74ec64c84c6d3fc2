import type { SqlValue } from '../sql/values';
import type { CompiledCheck } from '../../core/rules/compiled';
import { judgeCoverage } from '../../core/rules/coverage';
import type { CheckOutcome } from './container-scan';
import type { Measured } from './run-steps';

function numberOf(value: SqlValue | undefined): number | null {
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : null;
}

function textOf(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function withPrefix<T>(values: ReadonlyMap<string, SqlValue>, prefix: string, convert: (value: SqlValue) => T): Record<string, T> {
  const entries = [...values].filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), convert(value)]));
}

function metricsOf(values: ReadonlyMap<string, SqlValue>): Pick<CheckOutcome, 'metrics'> {
  const captured = withPrefix(values, 'capture.', numberOf);
  const metrics = Object.fromEntries(Object.entries(captured).filter((entry): entry is [string, number] => entry[1] !== null && Number.isFinite(entry[1])));
  return Object.keys(metrics).length > 0 ? { metrics } : {};
}

/** The verdict on one check, from what was measured of it. */
export function outcomeOf(check: CompiledCheck, measured: Measured): CheckOutcome {
  const { meaning } = check;
  const nothing = { checkId: check.id, rows: null, failing: null, message: null, expected: null, found: null };
  const problem = measured.problems.get(check.id);
  if (problem) return { ...nothing, result: 'error', problem };
  const values = measured.values.get(check.id) ?? new Map<string, SqlValue>();
  const counts = meaning.kind === 'row' || meaning.kind === 'set' || meaning.kind === 'keys';
  const rows = meaning.kind === 'catalogue' ? null : numberOf(values.get('rows')) ?? (check.filter === null ? measured.rows : null);
  const failing = counts ? numberOf(values.get('failing')) ?? 0 : numberOf(values.get('failing'));
  const found = meaning.kind === 'catalogue' ? meaning.found : withPrefix(values, 'found.', textOf);
  const passed = meaning.kind === 'catalogue' ? meaning.holds
    : counts ? judgeCoverage(rows ?? 0, failing ?? 0, check.coverage, check.rule.scope).passed
      : values.get('holds') !== false;
  const base = { ...nothing, rows, failing, ...metricsOf(values) };
  if (passed) return { ...base, result: 'passed' };
  return { ...base, result: 'failed', ...check.violation({ rows, failing, found }) };
}

import type { CompiledCheck } from '../../core/rules/compiled';
import { filtered, type ScanSource } from './scan-source';

/** A failed check whose failing rows can be named. */
export interface FailingCheck {
  readonly check: CompiledCheck;
  /** Rows that break it; null where it was not counted. */
  readonly failing: number | null;
  /** SQL predicate over the rows of the scan: TRUE on the rows that break the check, its filter included. */
  readonly predicate: string;
  /** The predicate reads other rows too, so that it costs a pass wherever it is used. */
  readonly set: boolean;
}

function failsOf(check: CompiledCheck, source: ScanSource): string | null {
  const { meaning } = check;
  switch (meaning.kind) {
    case 'row': return meaning.fails;
    case 'set': case 'keys': return meaning.fails(filtered(source.from, check.filter));
    case 'query': return meaning.fails ? meaning.fails(filtered(source.from, check.filter)) : null;
    case 'aggregate': case 'catalogue': return null;
  }
}

/** The predicate for the failing rows of a failed check; null where it has none. */
export function failingCheck(check: CompiledCheck, failing: number | null, source: ScanSource): FailingCheck | null {
  const fails = failsOf(check, source);
  if (fails === null || failing === 0) return null;
  const predicate = check.filter === null ? `(${fails})` : `CASE WHEN (${check.filter}) THEN (${fails}) END`;
  return { check, failing, predicate, set: check.meaning.kind !== 'row' };
}

/** Fields to mark in a failing row: those of the check, or those that its expression reads. */
export function markedFields(check: CompiledCheck): readonly string[] {
  return check.fields.length > 0 ? check.fields : check.meaning.columns;
}

import type { Session } from '../../../sql/session';
import type { Column } from '../../../sources/relation';
import { identifier } from '../../../sql/quote';
import { unmeasured, type FieldStatistics } from '../field-statistics';
import type { PreparedRows } from '../prepare-rows';
import type { Measure } from './measure';
import { measures } from './registry';

/** Aggregates of one statement: more of them are planned slower than the rows are read again. */
const aggregatesAtOnce = 300;

interface Part { readonly at: number; readonly measure: Measure; readonly sql: readonly string[] }

/** Parts of statements, no statement with more than {@link aggregatesAtOnce} aggregates; a field is not torn apart. */
function statements(fields: readonly FieldStatistics[], chosen: readonly Measure[]): Part[][] {
  const all: Part[][] = [];
  let count = 0;
  for (const [at, field] of fields.entries()) {
    const parts = chosen.filter((measure) => measure.applies(field.column))
      .map((measure) => ({ at, measure, sql: measure.aggregates(identifier(field.column.name), field) })).filter(({ sql }) => sql.length > 0);
    const size = parts.reduce((sum, { sql }) => sum + sql.length, 0);
    const last = all.at(-1);
    if (last && count + size <= aggregatesAtOnce) last.push(...parts);
    else { all.push(parts); count = 0; }
    count += size;
  }
  return all.filter((parts) => parts.length > 0);
}

async function measureOver(session: Session, from: string, before: readonly FieldStatistics[], over: Measure['over'], signal: AbortSignal): Promise<FieldStatistics[]> {
  const fields = [...before];
  for (const parts of statements(before, measures.filter((measure) => measure.over === over))) {
    const list = parts.flatMap(({ sql }) => sql).map((sql, at) => `${sql} AS m${at}`);
    const { rows: [row = []] } = await session.table(`SELECT ${list.join(', ')} FROM ${from}`, undefined, signal);
    let next = 0;
    for (const { at, measure, sql } of parts) {
      const field = fields[at];
      if (field) fields[at] = { ...field, ...measure.read(row.slice(next, next + sql.length), field) };
      next += sql.length;
    }
  }
  return fields;
}

/** Statistics of all fields: what is claimed exact in one pass over the rows (more for very wide tables), the rest over the sample. */
export async function fieldStatistics(session: Session, columns: readonly Column[], prepared: PreparedRows, signal: AbortSignal): Promise<FieldStatistics[]> {
  const fields = columns.map((column) => unmeasured(column, prepared.rows, prepared.sampleRows));
  const measured = await measureOver(session, prepared.all, fields, 'all', signal);
  return measureOver(session, prepared.sample, measured, 'sample', signal);
}

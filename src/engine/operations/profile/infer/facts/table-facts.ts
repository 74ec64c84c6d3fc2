import type { Session } from '../../../../sql/session';
import type { Relation } from '../../../../sources/relation';
import type { FieldStatistics } from '../../field-statistics';
import type { PreparedRows } from '../../prepare-rows';
import { learnRows, type ValueCount } from '../../value-counts';
import { isPlaceholder, numberOf } from '../text/kinds';
import { columnOrders, type ColumnOrder } from './column-order';
import { columnValues, type SampleValue } from './column-values';

/** What inferences know of one field, all of it from the rows of the sample. */
export interface ColumnFacts {
  readonly name: string;
  readonly field: FieldStatistics;
  /** Values with their rows, most frequent first; null where there are too many to look at. */
  readonly values: readonly SampleValue[] | null;
  /** Rows of all with a small domain's values, as the profile counted them. */
  readonly counts: readonly ValueCount[] | undefined;
  /** Rows with a value that is neither null, blank nor a word for "none". */
  readonly present: number;
  /** Rows with null or a blank text. */
  readonly missing: number;
  readonly placeholders: readonly SampleValue[];
  /** Rows whose value is a number, also where it is written in a text. */
  readonly numbers: number;
  /** Nine tenths of the present values are numbers. */
  readonly numeric: boolean;
  readonly order: ColumnOrder;
}

export interface TableFacts {
  readonly session: Session;
  readonly relation: Relation;
  readonly prepared: PreparedRows;
  readonly statistics: readonly FieldStatistics[];
  readonly columns: readonly ColumnFacts[];
  /** Rows of the sample, and how many of them, from the first on, rules are learned from. */
  readonly rows: number;
  readonly learned: number;
  readonly now: Date;
  readonly level: number;
  readonly signal: AbortSignal;
}

const isNumberType = (field: FieldStatistics): boolean => field.column.type === 'Integral' || field.column.type === 'Fractional';

function columnFacts(field: FieldStatistics, values: readonly SampleValue[] | null, order: ColumnOrder, rows: number, counts: readonly ValueCount[] | undefined): ColumnFacts {
  const full = (values ?? []).filter(({ text }) => text.trim() !== '');
  const placeholders = isNumberType(field) ? [] : full.filter(({ text }) => isPlaceholder(text));
  const sum = (list: readonly SampleValue[]): number => list.reduce((total, value) => total + value.rows, 0);
  const filled = values ? sum(full) : Math.round(rows * field.present / Math.max(1, field.rows));
  const present = filled - sum(placeholders);
  const numbers = isNumberType(field) ? present : sum(full.filter(({ text }) => numberOf(text.trim()) !== null));
  return {
    name: field.column.name, field, values: values ? full : null, counts, present, missing: rows - filled, placeholders, order,
    numbers, numeric: present > 0 && numbers >= 0.9 * present,
  };
}

/** Gathers what the inferences look at: values and order of every field, in statements over the sample. */
export async function tableFacts(
  session: Session, relation: Relation, statistics: readonly FieldStatistics[], counts: ReadonlyMap<string, readonly ValueCount[]>, prepared: PreparedRows,
  options: { readonly level: number; readonly now: Date; readonly tried?: number | undefined }, signal: AbortSignal,
): Promise<TableFacts> {
  const learned = learnRows(prepared.sampleRows, options.tried);
  const values = await columnValues(session, statistics.map(({ column }) => column), prepared, learned, signal);
  const orders = await columnOrders(session, statistics, prepared, signal);
  return {
    session, relation, prepared, statistics, rows: prepared.sampleRows, learned, now: options.now, level: options.level, signal,
    columns: statistics.map((field, at) => columnFacts(field, values[at] ?? null, orders[at] ?? { changes: null, serial: null }, prepared.sampleRows, counts.get(field.column.name))),
  };
}

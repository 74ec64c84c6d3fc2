import { identifier } from '../../../../sql/quote';
import type { ColumnFacts, TableFacts } from './table-facts';

/** A field of some rows of the sample: which of its values each row has. */
export interface CodedColumn {
  readonly facts: ColumnFacts;
  /** For each row the place of its value in `texts`; -1 where it is missing. */
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

export interface SampleCodes {
  readonly rows: number;
  /** Every how manieth row of the sample was taken: row n here is row n × step there. */
  readonly step: number;
  readonly columns: readonly CodedColumn[];
}

/** Rows and columns that are compared with each other at most: the work grows with the square of the columns. */
const mostRows = 20_000;
const mostColumns = 60;

/**
 * The values of a part of the sample as numbers, for methods that compare fields. Rows are taken evenly over the sample; of a
 * wide table those columns that have fewer values come first, since they group rows.
 */
export async function sampleCodes({ session, prepared, columns, rows, signal }: TableFacts): Promise<SampleCodes> {
  const step = Math.max(1, Math.ceil(rows / mostRows));
  const able = columns.filter((column) => column.values !== null && column.values.length > 1);
  const chosen = able.length <= mostColumns ? able : [...able].sort((a, b) => (a.values?.length ?? 0) - (b.values?.length ?? 0)).slice(0, mostColumns);
  const kept = Math.ceil(rows / step);
  const coded: CodedColumn[] = [];
  for (const facts of chosen) {
    const c = identifier(facts.name);
    const { rows: found } = await session.table(`SELECT ${c}::VARCHAR, string_agg((${prepared.position} // ${step})::VARCHAR, ' ') FROM ${prepared.sample} WHERE ${c} IS NOT NULL AND ${prepared.position} % ${step} = 0 GROUP BY ${c} ORDER BY 1`, undefined, signal);
    const codes = new Int32Array(kept).fill(-1);
    const texts: string[] = [];
    const placeholders = new Set(facts.placeholders.map(({ text }) => text));
    for (const [value, places] of found) {
      const text = String(value);
      if (text.trim() === '' || placeholders.has(text)) continue;
      for (const place of String(places).split(' ')) codes[Number(place)] = texts.length;
      texts.push(text);
    }
    coded.push({ facts, codes, texts });
  }
  return { rows: kept, step, columns: coded };
}

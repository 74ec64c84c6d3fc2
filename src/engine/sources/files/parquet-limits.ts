import type { Row } from '../../sql/values';
import type { Session } from '../../sql/session';
import { pathLiterals } from '../path-pattern';

/** What DuckDB does not keep of a value that is stored so, as the end of a sentence; null where it keeps all. */
function lossOf({ type, logical_type: logical, precision, converted_type: converted }: Row): string | null {
  const stored = String(logical ?? '');
  if (type === 'INT96') return 'is stored with nanoseconds (INT96) and read to the microsecond; write it as TIMESTAMP to keep all digits.';
  if (stored.startsWith('TimestampType') && stored.includes('NANOS=Nano') && stored.includes('isAdjustedToUTC=1')) {
    return 'holds points in time with nanoseconds, which are read to the microsecond; write it without a zone to keep all digits.';
  }
  if ((stored.startsWith('DecimalType') || converted === 'DECIMAL') && Number(precision) > 38) {
    return `is a decimal of ${Number(precision)} digits, which is read as a floating number of 17; write at most 38 digits, or texts, to keep all of them.`;
  }
  return null;
}

/** The names of the columns themselves (not of what is nested in them) beside each row of `parquet_schema`, which goes depth first. */
function withColumn(rows: readonly Row[]): { column: string; row: Row }[] {
  let left = 0;
  let column = '';
  return rows.slice(1).map((row) => {
    if (left === 0) {
      column = String(row.name);
      left = 1;
    }
    left += Number(row.num_children ?? 0) - 1;
    return { column, row };
  });
}

/** Sentences about the columns of a Parquet file whose values cannot be read as exactly as they are stored. */
export async function parquetLimits(session: Session, file: string, signal?: AbortSignal): Promise<string[]> {
  const rows = await session.query(`SELECT name, type, converted_type, logical_type, precision, num_children FROM parquet_schema(${pathLiterals([file])})`, undefined, signal);
  const notes = withColumn(rows).flatMap(({ column, row }) => {
    const loss = lossOf(row);
    return loss === null ? [] : [`${column} ${loss}`];
  });
  return [...new Set(notes)];
}

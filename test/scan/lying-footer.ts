import { open } from 'node:fs/promises';
import type { Session } from '../../src/engine/sql/session';
import { literal } from '../../src/engine/sql/quote';

const whole = (bytes: 4 | 8, value: bigint): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 4) buffer.writeInt32LE(Number(value));
  else buffer.writeBigInt64LE(value);
  return buffer;
};
const real = (bytes: 4 | 8, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 4) buffer.writeFloatLE(value);
  else buffer.writeDoubleLE(value);
  return buffer;
};

/** A statistic as the footer holds it, from the text that DuckDB shows of it; null where that is not known here. */
function encoded(type: string, native: string, text: string): Buffer | null {
  if (type === 'BYTE_ARRAY') return text.length < 64 && text !== '' ? Buffer.from(text) : null;
  if (type === 'DOUBLE') return real(8, Number(text));
  if (type === 'FLOAT') return real(4, Number(text));
  if (type !== 'INT32' && type !== 'INT64') return null;
  // Endless dates and those before the year 0 have a text that is no date of JavaScript.
  if (native === 'DATE' && Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return null;
  const bytes = type === 'INT32' ? 4 : 8;
  if (native === 'DATE') return whole(bytes, BigInt(Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000)));
  if (native.startsWith('DECIMAL')) return whole(bytes, BigInt(text.replace('.', '')));
  if (/^-?\d+$/.test(text)) return whole(bytes, BigInt(text));
  return null;
}

/**
 * Makes the footer of a Parquet file say that no value of a column is greater than its least one, wherever that takes as many
 * bytes as the truth; gives the number of such lies.
 */
export async function makeFooterLie(session: Session, path: string): Promise<number> {
  const stats = await session.query(`
    SELECT path_in_schema AS name, type, stats_min_value AS low, stats_max_value AS high, column_type AS native
    FROM parquet_metadata(${literal(path)}) JOIN (DESCRIBE SELECT * FROM read_parquet(${literal(path)})) ON column_name = path_in_schema
    WHERE stats_min_value <> stats_max_value`);
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const { buffer: tail } = await file.read(Buffer.alloc(8), 0, 8, size - 8);
    const length = tail.readUInt32LE(0);
    const { buffer: footer } = await file.read(Buffer.alloc(length), 0, length, size - 8 - length);
    let lies = 0;
    for (const { type, native, low, high } of stats) {
      const [least, most] = [low, high].map((value) => {
        const bytes = encoded(String(type), String(native), String(value));
        return bytes ? Buffer.concat([Buffer.from([bytes.length]), bytes]) : null;
      });
      if (!least || !most || least.length !== most.length) continue;
      const at = footer.indexOf(most);
      if (at < 0) continue;
      for (let next = at; next >= 0; next = footer.indexOf(most, next + most.length)) least.copy(footer, next);
      lies++;
    }
    await file.write(footer, 0, length, size - 8 - length);
    return lies;
  } finally {
    await file.close();
  }
}

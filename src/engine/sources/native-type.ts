import type { FieldType } from '../../core/api/schemas/container';

const byName: Record<string, FieldType> = {
  TINYINT: 'Integral', SMALLINT: 'Integral', INTEGER: 'Integral', BIGINT: 'Integral', HUGEINT: 'Integral', BIGNUM: 'Integral',
  UTINYINT: 'Integral', USMALLINT: 'Integral', UINTEGER: 'Integral', UBIGINT: 'Integral', UHUGEINT: 'Integral',
  FLOAT: 'Fractional', DOUBLE: 'Fractional',
  BOOLEAN: 'Boolean',
  VARCHAR: 'String', JSON: 'String', UUID: 'String', ENUM: 'String', BIT: 'String',
  DATE: 'Date', TIME: 'Time', 'TIME WITH TIME ZONE': 'Time', TIME_NS: 'Time',
  TIMESTAMP: 'Timestamp', 'TIMESTAMP WITH TIME ZONE': 'Timestamp', TIMESTAMPTZ: 'Timestamp',
  TIMESTAMP_S: 'Timestamp', TIMESTAMP_MS: 'Timestamp', TIMESTAMP_NS: 'Timestamp',
  BLOB: 'Binary',
};

/** DuckDB's name of a type as the field type of the contract; `Unknown` for what has no counterpart (INTERVAL, UNION, GEOMETRY). */
export function fieldTypeOf(nativeType: string): FieldType {
  const name = nativeType.trim().toUpperCase();
  if (/\[\d*\]$/.test(name)) return 'Array';
  if (name.startsWith('STRUCT')) return 'Struct';
  if (name.startsWith('MAP')) return 'MapType';
  if (name.startsWith('ENUM')) return 'String';
  const decimal = /^(?:DECIMAL|NUMERIC)(?:\(\d+,\s*(\d+)\))?$/.exec(name);
  if (decimal) return decimal[1] === '0' ? 'Integral' : 'Fractional';
  return byName[name] ?? 'Unknown';
}

const names: Record<string, string> = {
  VARCHAR: 'VARCHAR', TEXT: 'VARCHAR', STRING: 'VARCHAR', CHAR: 'VARCHAR', BOOLEAN: 'BOOLEAN', BOOL: 'BOOLEAN',
  TINYINT: 'TINYINT', SMALLINT: 'SMALLINT', INTEGER: 'INTEGER', INT: 'INTEGER', BIGINT: 'BIGINT', LONG: 'BIGINT', HUGEINT: 'HUGEINT',
  UTINYINT: 'UTINYINT', USMALLINT: 'USMALLINT', UINTEGER: 'UINTEGER', UBIGINT: 'UBIGINT', UHUGEINT: 'UHUGEINT',
  DOUBLE: 'DOUBLE', 'DOUBLE PRECISION': 'DOUBLE', FLOAT: 'FLOAT', REAL: 'FLOAT', DATE: 'DATE', TIME: 'TIME',
  TIMESTAMP: 'TIMESTAMP', DATETIME: 'TIMESTAMP', TIMESTAMP_NS: 'TIMESTAMP_NS',
  TIMESTAMPTZ: 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMP WITH TIME ZONE': 'TIMESTAMP WITH TIME ZONE', UUID: 'UUID',
};

/**
 * The type that a person's text names, as DuckDB writes it; null for what is none of these. Never passes the text itself on:
 * it is put into SQL.
 */
export function columnTypeOf(text: string): string | null {
  const name = text.trim().toUpperCase().replace(/\s+/g, ' ');
  const decimal = /^(?:DECIMAL|NUMERIC)(?: ?\( ?(\d{1,2}) ?(?:, ?(\d{1,2}) ?)?\))?$/.exec(name);
  if (decimal) {
    const [width, scale] = decimal[1] === undefined ? [18, 3] : [Number(decimal[1]), Number(decimal[2] ?? 0)];
    return width >= 1 && width <= 38 && scale <= width ? `DECIMAL(${width},${scale})` : null;
  }
  return Object.hasOwn(names, name) ? names[name] ?? null : null;
}
